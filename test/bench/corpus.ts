import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of real source, copied so that its cache is its own and its time stamps are its age. */
export interface Corpus {
  readonly folder: string;
  readonly files: number;
  readonly lines: number;
}

const SOURCE = /(?<!\.d)\.[cm]?[jt]sx?$/;
/** Bundles, and what a listing leaves out by its name: everybody has to read the same files. */
const LEFT_OUT = /\.(?:min|umd|test|spec|test-d)\.|^\./;
/** Smaller ones only re-export; larger ones are bundles that nobody wrote. */
const LEAST_BYTES = 1_000;
const MOST_BYTES = 200_000;

/** Copies source that the dependencies ship under flat names: a folder called node_modules or dist is left out of a list. */
export function copyCorpus(from: string, most: number): Corpus {
  const folder = mkdtempSync(join(tmpdir(), "footlights-bench-"));
  mkdirSync(join(folder, "src"));
  let files = 0;
  let lines = 0;
  for (const path of readdirSync(from, { recursive: true }).map(String).toSorted()) {
    if (files === most) break;
    if (!SOURCE.test(path) || LEFT_OUT.test(path)) continue;
    const stats = statSync(join(from, path));
    if (!stats.isFile() || stats.size < LEAST_BYTES || stats.size > MOST_BYTES) continue;
    const text = readFileSync(join(from, path), "utf8");
    writeFileSync(join(folder, "src", path.replaceAll(/[/\\@]/g, "_")), text);
    files += 1;
    lines += text.split("\n").length;
  }
  return { folder, files, lines };
}

/** The same files several times, under other names. */
export function multiplyCorpus({ folder, files, lines }: Corpus, times: number): Corpus {
  const copy = mkdtempSync(join(tmpdir(), "footlights-bench-"));
  mkdirSync(join(copy, "src"));
  for (const name of readdirSync(join(folder, "src")))
    for (let count = 0; count < times; count += 1)
      copyFileSync(join(folder, "src", name), join(copy, "src", `${count}_${name}`));
  return { folder: copy, files: files * times, lines: lines * times };
}
