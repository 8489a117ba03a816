import { openKeptDocuments } from "../cache/kept-document.ts";
import type { KeptInput } from "../cache/kept-inputs.ts";
import { listCoverageFiles } from "../coverage/list-coverage-files.ts";
import { findSources } from "../sources/find-sources.ts";
import { readProfile } from "./read-profile.ts";
import { coverageOf } from "./coverage-of.ts";
import { readPaths } from "./read-paths.ts";
import type { Terminal } from "./terminal.ts";
import type { Arguments } from "./verb.ts";

export interface Printed {
  readonly text: string;
  /** Whether the text is all that there is to say. */
  readonly isKept: boolean;
  /** What is known already of the files that it depends on. */
  readonly inputs?: readonly KeptInput[] | undefined;
}

/**
 * The document that a command prints, from the run before where no file that it depends on has changed since. `shape` is
 * what it depends on beside the files and the arguments that choose them.
 */
export async function printOnce(
  shape: object,
  { args, terminal }: { readonly args: Arguments; readonly terminal: Terminal },
  print: (onRead: (path: string) => void) => Promise<Printed>,
): Promise<string | readonly Uint8Array[]> {
  if (args.has("no-cache")) return (await print(() => undefined)).text;
  const { cwd } = terminal;
  const patterns = await readPaths(args, cwd);
  const asked = {
    ...shape,
    explain: args.has("explain"),
    profile: await readProfile(args, cwd),
    coverage: await listCoverageFiles(await coverageOf(args, cwd), cwd),
    // A file more in a folder is a change too: here and above.
    paths: patterns.length > 0 ? await findSources({ cwd, patterns }) : [],
  };
  const documents = openKeptDocuments(cwd, asked);
  const kept = documents.find();
  if (kept !== undefined) return [kept];
  const startedAt = Date.now();
  const read = new Set<string>();
  const { text, isKept, inputs = [] } = await print((path) => read.add(path));
  for (const [path] of inputs) read.delete(path);
  if (isKept) documents.keep(text, [...inputs, ...read], startedAt);
  return text;
}
