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

const WITHOUT_PATHS = `
Without paths: those of footlights.config.ts or of "footlights" in package.json, else the current folder.
`;

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
${verb.operands === undefined ? WITHOUT_PATHS : ""}
Example
${verb.example.trimEnd().replaceAll(/^(?=.)/gm, "  ")}
`;
}

function nameFlag(flag: Flag): string {
  return flag.value === undefined ? `--${flag.name}` : `--${flag.name} ${flag.value}`;
}
