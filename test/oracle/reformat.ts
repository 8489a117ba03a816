import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ts } from "ts-morph";
import type { SourceFile } from "./source-files.ts";

const oxfmt = fileURLToPath(new URL("../../node_modules/.bin/oxfmt", import.meta.url));

/** All that differs from how this repository is formatted. */
const otherStyle = {
  printWidth: 48,
  singleQuote: true,
  jsxSingleQuote: true,
  semi: false,
  useTabs: true,
  trailingComma: "none",
  arrowParens: "avoid",
  bracketSpacing: false,
  quoteProps: "consistent",
};

/** The same files in another style: other quotes, no semicolons, lines wrapped early. */
export function reformat(files: readonly SourceFile[]): readonly SourceFile[] {
  const folder = mkdtempSync(join(tmpdir(), "footlights-ids-"));
  try {
    writeFileSync(join(folder, ".oxfmtrc.json"), JSON.stringify(otherStyle));
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { status, stderr } = spawnSync(oxfmt, ["."], { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`oxfmt ended with ${status}: ${stderr}`);
    return files.map(({ path }) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same files as TypeScript prints them, without comments. */
export function reprint(files: readonly SourceFile[]): readonly SourceFile[] {
  const printer = ts.createPrinter({ removeComments: true });
  return files.map(({ path, text }) => {
    const sourceFile = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    return { path, text: printer.printFile(sourceFile) };
  });
}

/** The same files, three lines further down, but for those whose first line must be the first. */
export function shiftDown(files: readonly SourceFile[]): readonly SourceFile[] {
  return files.map(({ path, text }) => ({
    path,
    text: text.startsWith("#!") ? text : `\n\n\n${text}`,
  }));
}
