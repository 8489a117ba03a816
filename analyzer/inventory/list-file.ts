import { hash } from "node:crypto";
import type { FileInventory, Profile, SkippedFile } from "../model.ts";
import { visitors } from "./detectors/index.ts";
import { readHints } from "./hints/index.ts";
import { createLines } from "./lines.ts";
import { Recorder } from "./recorder.ts";
import { findSyntaxFault, parseSource, type ts } from "./syntax.ts";
import { TooMuch } from "./too-much.ts";
import { Walk } from "./walk.ts";

/**
 * Lists every unit, decision and outcome of one source file.
 *
 * @param path - as it is shown; its extension tells the language.
 * @param text - the file's text, with its byte order mark if it has one: coverage reports count it as a column.
 * @returns what was found, or, for a text that cannot be parsed, one line that says why not.
 */
export function listFile(
  path: string,
  text: string,
  profile: Profile,
): FileInventory | SkippedFile {
  return parseAndList(path, text, { profile, isJoined: true });
}

/** Lists the same, but no counters: for those who join no coverage. */
export function outlineFile(
  path: string,
  text: string,
  profile: Profile,
): FileInventory | SkippedFile {
  return parseAndList(path, text, { profile, isJoined: false });
}

type ListingOptions = Pick<Walk, "profile" | "isJoined">;

function parseAndList(
  path: string,
  text: string,
  options: ListingOptions,
): FileInventory | SkippedFile {
  try {
    const sourceFile = parseSource(path, text);
    const fault = findSyntaxFault(sourceFile);
    if (fault === undefined) return list(sourceFile, path, options);
    const { line, column } = createLines(text).at(fault.offset);
    return { path, reason: `syntax error at ${line}:${column}: ${fault.message}` };
  } catch (error) {
    if (error instanceof TooMuch) return { path, reason: error.message };
    // The parser and the walk go as deep as the code does.
    if (error instanceof RangeError) return { path, reason: "nested too deeply to be read" };
    throw error;
  }
}

function list(sourceFile: ts.SourceFile, path: string, options: ListingOptions): FileInventory {
  const { text } = sourceFile;
  const lines = createLines(text);
  const recorder = new Recorder(lines, options.profile);
  const hints = readHints(sourceFile, lines);
  const walk = new Walk({ sourceFile, recorder, hints, ...options }, visitors);
  walk.visitStatements(sourceFile.statements);
  return {
    path,
    sha256: hash("sha256", text, "hex"),
    units: recorder.units,
    decisions: recorder.decisions,
    sites: recorder.sites,
    artefacts: recorder.artefacts,
  };
}
