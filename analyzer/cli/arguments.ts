import { parseArgs } from "node:util";
import { AnalyzerError } from "../errors.ts";
import { findNearest } from "../nearest.ts";
import type { Arguments, Flag, Verb } from "./verb.ts";

type Token = NonNullable<ReturnType<typeof parseArgs>["tokens"]>[number];

const HELP = `Run "footlights`;

/**
 * Reads a verb's arguments strictly. parseArgs only splits them: its own strict mode has other words
 * for errors, knows no nearest flag, and takes the `-3` of `--min-branches -3` for a flag.
 *
 * @throws AnalyzerError "usage"
 */
export function readArguments(
  verb: Pick<Verb, "name" | "flags">,
  args: readonly string[],
): Arguments {
  const { tokens } = parseArgs({
    args: joinNegativeNumbers(args, verb.flags),
    options: Object.fromEntries(
      verb.flags.map((flag) => [
        flag.name,
        { type: flag.value === undefined ? "boolean" : "string", multiple: true },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const paths: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") paths.push(token.value);
    if (token.kind !== "option") continue;
    const { name, value } = checkOption(token, verb);
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  return {
    paths,
    has: (flag) => given.has(flag),
    value: (flag) => given.get(flag)?.at(-1),
    values: (flag) => given.get(flag) ?? [],
  };
}

function checkOption(
  token: Extract<Token, { kind: "option" }>,
  verb: Pick<Verb, "name" | "flags">,
): { name: string; value: string } {
  const flag = verb.flags.find(({ name }) => token.rawName === `--${name}`);
  if (flag === undefined) throw unknownFlag(token.rawName, verb);
  if (flag.value === undefined && token.value !== undefined) {
    throw new AnalyzerError(
      "usage",
      `Could not read "--${flag.name}": found the value "${token.value}", expected none. ${HELP} ${verb.name} --help".`,
    );
  }
  if (flag.value !== undefined && (token.value === undefined || token.value === "")) {
    throw new AnalyzerError(
      "usage",
      `Could not read "--${flag.name}": found no value, expected ${flag.value}. ${HELP} ${verb.name} --help".`,
    );
  }
  return { name: flag.name, value: token.value ?? "" };
}

function unknownFlag(rawName: string, verb: Pick<Verb, "name" | "flags">): AnalyzerError {
  const names = verb.flags.map(({ name }) => `--${name}`);
  const nearest = findNearest(rawName, names);
  const hint = nearest === undefined ? "" : `Did you mean "${nearest}"? `;
  return new AnalyzerError(
    "usage",
    `Could not read the arguments: found the unknown flag "${rawName}", expected a flag of "${verb.name}". ` +
      `${hint}${HELP} ${verb.name} --help".`,
  );
}

/** `--min-branches -3` means `--min-branches=-3`. */
function joinNegativeNumbers(args: readonly string[], flags: readonly Flag[]): string[] {
  const withValue = new Set(
    flags.filter(({ value }) => value !== undefined).map(({ name }) => `--${name}`),
  );
  const joined: string[] = [];
  let isLiteral = false;
  for (const arg of args) {
    const last = joined.at(-1) ?? "";
    if (!isLiteral && withValue.has(last) && /^-\d/.test(arg))
      joined[joined.length - 1] = `${last}=${arg}`;
    else joined.push(arg);
    isLiteral ||= arg === "--";
  }
  return joined;
}
