import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** What a run that was killed has left is of no use after this time. */
const LEFT_MS = 3_600_000;

/** Keeps the newest files of one kind in a folder of the cache, and nothing that a run which was killed has left. */
export function forgetOldest(folder: string, kind: string, most: number): void {
  const found = readdirSync(folder)
    .filter((name) => name.startsWith(`${kind}-`))
    .map((name) => ({ name, age: statSync(join(folder, name)).mtimeMs }))
    .toSorted((a, b) => b.age - a.age);
  const kept = found.filter(({ name }) => name.endsWith(".cache")).slice(most);
  const left = found.filter(({ name, age }) => name.endsWith(".tmp") && age < Date.now() - LEFT_MS);
  for (const { name } of [...kept, ...left]) rmSync(join(folder, name), { force: true });
}
