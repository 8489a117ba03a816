import { lstat, realpath, rename, rm, writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { AnalyzerError } from "../errors.ts";
import type { Terminal } from "./terminal.ts";

type Chunks = string | readonly (string | Uint8Array)[];

/**
 * Writes a document to standard output, or to a file that is replaced whole: nobody ever reads half of it.
 *
 * @throws AnalyzerError "unwritable"
 */
export async function writeDocument(
  document: Chunks,
  file: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const chunks = typeof document === "string" ? [document] : document;
  if (file === undefined) {
    for (const chunk of chunks) await terminal.write(chunk);
    return;
  }
  await writeWhole(chunks, file, { cwd: terminal.cwd, flag: "--output" });
}

/**
 * Replaces a file whole, or leaves it as it was; `flag` is what names it on the command line.
 *
 * @throws AnalyzerError "unwritable"
 */
export async function writeWhole(
  document: Chunks,
  file: string,
  { cwd, flag }: { readonly cwd: string; readonly flag: string },
): Promise<void> {
  const path = resolve(cwd, file);
  try {
    await replaceFile(path, typeof document === "string" ? [document] : document);
  } catch (cause) {
    throw new AnalyzerError(
      "unwritable",
      `Could not write "${relative(cwd, path)}": found ${describe(cause)}, ` +
        `expected a file in a folder that can be written. Pass another path with ${flag}.`,
      { cause },
    );
  }
}

async function replaceFile(path: string, chunks: readonly (string | Uint8Array)[]): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const found = await lstat(target).catch(() => undefined);
  // A device or a pipe cannot be replaced, only written to.
  if (found !== undefined && !found.isFile() && !found.isDirectory()) {
    await writeFile(target, chunks);
    return;
  }
  const fresh = `${target}.${process.pid}.tmp`;
  try {
    await writeFile(fresh, chunks);
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

function describe(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  if (code === "ENOENT" || code === "ENOTDIR") return "no such folder";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "permission denied";
  return code === "EISDIR" ? "a folder of that name" : code;
}
