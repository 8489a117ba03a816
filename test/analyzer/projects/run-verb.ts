import { readArguments } from "../../../analyzer/cli/arguments.ts";
import type { Terminal } from "../../../analyzer/cli/terminal.ts";
import { verbs } from "../../../analyzer/cli/verbs/index.ts";

/** What a verb prints in a folder, in this process: a process of its own for each would take most of the time. */
export async function runVerb(name: string, args: readonly string[], cwd: string): Promise<string> {
  let printed = "";
  const terminal: Terminal = {
    cwd,
    color: false,
    width: undefined,
    write: (chunk) => {
      printed += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
      return Promise.resolve();
    },
    warn: (line) => {
      throw new Error(line);
    },
    progress: () => undefined,
  };
  const verb = await verbs.find((known) => known.name === name)?.load();
  if (verb === undefined) throw new Error(`no verb ${name}`);
  await verb.run(readArguments(verb, args), terminal);
  return printed;
}
