import { parse as parseJsonc, type ParseError, printParseErrorCode } from "jsonc-parser";
import { parse as parseToml, TomlError } from "smol-toml";
import { AnalyzerError } from "../errors.ts";
import { folderOf, foldersUp, type ProjectFiles } from "../modules/project-files.ts";

/** A Durable Object binding of a Worker's configuration. */
export interface Binding {
  readonly name: string;
  readonly className: string;
}

/** What the analyzer needs of one wrangler configuration. */
export interface WranglerConfig {
  readonly path: string;
  /** The Worker's entry module, relative to the configuration's folder; undefined where none is named. */
  readonly main: string | undefined;
  /** Bindings of classes of this Worker, named environments included; each class once, first name wins. */
  readonly bindings: readonly Binding[];
}

/** In the order wrangler itself looks. */
const NAMES = ["wrangler.json", "wrangler.jsonc", "wrangler.toml"];

/** Reads the configuration of every folder that holds a source file or stands above one. */
export function readWranglerConfigs(files: ProjectFiles): readonly WranglerConfig[] {
  const folders = new Set(files.paths.map(folderOf));
  for (const folder of folders) for (const above of foldersUp(folder)) folders.add(above);
  return [...folders].toSorted().flatMap((folder) => {
    for (const name of NAMES) {
      const path = folder === "." ? name : `${folder}/${name}`;
      const text = files.read(path);
      if (text !== undefined) return [parseWranglerConfig(path, text)];
    }
    return [];
  });
}

/** Reads one configuration; throws "config-malformed" with the line where its syntax breaks. */
export function parseWranglerConfig(path: string, text: string): WranglerConfig {
  const config = path.endsWith(".toml") ? readToml(path, text) : readJsonc(path, text);
  if (!isRecord(config))
    throw malformed(
      path,
      1,
      `found ${Array.isArray(config) ? "an array" : typeof config}, expected an object`,
    );
  const environments = isRecord(config.env) ? Object.values(config.env) : [];
  const bindings = new Map<string, Binding>();
  for (const part of [config, ...environments])
    for (const binding of bindingsOf(part))
      if (!bindings.has(binding.className)) bindings.set(binding.className, binding);
  return {
    path,
    main: typeof config.main === "string" ? config.main : undefined,
    bindings: [...bindings.values()],
  };
}

function bindingsOf(part: unknown): readonly Binding[] {
  if (!isRecord(part) || !isRecord(part.durable_objects)) return [];
  const { bindings } = part.durable_objects;
  if (!Array.isArray(bindings)) return [];
  return bindings.flatMap((binding: unknown) => {
    // With script_name the class belongs to another Worker.
    if (!isRecord(binding) || binding.script_name !== undefined) return [];
    const { name, class_name: className } = binding;
    return typeof name === "string" && typeof className === "string" ? [{ name, className }] : [];
  });
}

function readJsonc(path: string, text: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parseJsonc(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (!error) return value;
  const line = text.slice(0, error.offset).split("\n").length;
  throw malformed(path, line, `found ${sayJsonError(error, text)}, expected JSON with comments`);
}

function sayJsonError(error: ParseError, text: string): string {
  const found = text.slice(error.offset, error.offset + error.length).split("\n", 1)[0] ?? "";
  const where = found.trim() === "" ? "the end of the text" : JSON.stringify(found.slice(0, 40));
  return `${where} (${printParseErrorCode(error.error)})`;
}

function readToml(path: string, text: string): unknown {
  try {
    return parseToml(text);
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const reason = cause.message.split("\n", 1)[0] ?? "";
    throw malformed(path, cause.line, `found "${reason}", expected TOML`, cause);
  }
}

function malformed(path: string, line: number, what: string, cause?: unknown): AnalyzerError {
  return new AnalyzerError(
    "config-malformed",
    `Could not read the Worker's configuration at ${path}:${line}: ${what}. Correct that line, then run again.`,
    { cause },
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
