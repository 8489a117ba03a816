import { verbs } from "./verbs/index.ts";
import type { Flag, Verb } from "./verb.ts";

/** What `footlights --help` prints. */
export function renderCommandHelp(): string {
  const width = Math.max(...verbs.map(({ name }) => name.length));
  return `footlights says every path of a Durable Object actor that no test has taken.

Usage: footlights <verb> [paths or globs] [flags]

${verbs.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join("\n")}

  footlights <verb> --help    the flags of a verb, with an example
  footlights --version        the version of this package

Exit codes: 0 clean, 1 the gate failed, 2 could not run, 3 the coverage cannot be trusted.
`;
}

const CONFIGURED = 'those of footlights.config.ts or of "footlights" in package.json';

function sayPaths({
  operands,
  otherwise = "the files that the coverage names",
  note,
}: Verb): string {
  const paths = operands === undefined ? [`Without paths: ${CONFIGURED}, else ${otherwise}.`] : [];
  return [...paths, ...(note === undefined ? [] : [note])].map((line) => `\n${line}\n`).join("");
}

/** What `footlights <verb> --help` prints. */
export function renderVerbHelp(verb: Verb): string {
  const names = verb.flags.map(nameFlag);
  const width = Math.max(...names.map((name) => name.length));
  const indent = " ".repeat(width + 4);
  const flags = verb.flags.map(
    (flag, index) =>
      `  ${(names[index] ?? "").padEnd(width)}  ${flag.help.replaceAll("\n", `\n${indent}`)}`,
  );
  return `footlights ${verb.name}: ${verb.summary}

Usage: ${["footlights", verb.name, verb.operands ?? "[paths or globs]", "[flags]"].filter(Boolean).join(" ")}

${flags.join("\n")}
${sayPaths(verb)}
Example
${verb.example.trimEnd().replaceAll(/^(?=.)/gm, "  ")}
`;
}

function nameFlag(flag: Flag): string {
  return flag.value === undefined ? `--${flag.name}` : `--${flag.name} ${flag.value}`;
}
