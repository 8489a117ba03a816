import { AnalyzerError } from "../errors.ts";
import { readArguments } from "./arguments.ts";
import { exitCodeOf, exitCodes } from "./exit-code.ts";
import { findNearest } from "../nearest.ts";
import { readVersion } from "../version.ts";
import { openTerminal, type Terminal } from "./terminal.ts";
import { verbs } from "./verbs/index.ts";

/** Runs the command with its arguments and resolves with the exit code; prints known errors as one line. */
export async function run(args: readonly string[]): Promise<number> {
  const terminal = openTerminal();
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    if (error instanceof AnalyzerError) terminal.warn(error.message);
    else for (const line of describeUnknown(error).split("\n")) terminal.warn(line);
    return exitCodeOf(error);
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...rest] = args;
  if (first === undefined || first === "--help" || first === "-h" || first === "help") {
    await terminal.write((await import("./help.ts")).renderCommandHelp());
    return exitCodes.clean;
  }
  if (first === "--version" || first === "-v") {
    await terminal.write(`${readVersion()}\n`);
    return exitCodes.clean;
  }
  const entry = verbs.find(({ name }) => name === first);
  if (entry === undefined) throw unknownVerb(first);
  const verb = await entry.load();
  if (asksForHelp(rest)) {
    await terminal.write((await import("./help.ts")).renderVerbHelp(verb));
    return exitCodes.clean;
  }
  return verb.run(readArguments(verb, rest), terminal);
}

/** Help is given however wrong the rest is; after `--` everything is a path. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end === -1 ? args : args.slice(0, end)).some((arg) => arg === "--help" || arg === "-h");
}

function unknownVerb(word: string): AnalyzerError {
  const names = verbs.map(({ name }) => name);
  const nearest = findNearest(word, names);
  const hint = nearest === undefined ? "" : `Did you mean "${nearest}"? `;
  const what = word.startsWith("-") ? "flag" : "verb";
  return new AnalyzerError(
    "usage",
    `Could not run "${word}": found an unknown ${what}, expected one of ${names.join(", ")}. ` +
      `${hint}Run "footlights --help".`,
  );
}

function describeUnknown(error: unknown): string {
  return error instanceof Error ? (error.stack ?? String(error)) : String(error);
}
