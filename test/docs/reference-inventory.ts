import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A file of the reference actors and its outcomes, each as alias and label. */
export interface ListedFile {
  readonly path: string;
  readonly outcomes: readonly string[];
}

interface Inventory {
  readonly files: readonly {
    readonly path: string;
    readonly decisions: readonly {
      readonly alias: string;
      readonly outcomes: readonly { readonly label: string }[];
    }[];
  }[];
}

/** Lists every outcome of the reference actors, as `footlights list --json` does. */
export function listInventory(): readonly ListedFile[] {
  const command = ["analyzer/cli/main.ts", "list", "--json", "--no-cache"];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`Could not list the reference actors: ${stderr}`);
  const { files }: Inventory = JSON.parse(stdout);
  return files.map(({ path, decisions }) => ({
    path,
    outcomes: decisions.flatMap(({ alias, outcomes }) =>
      outcomes.map(({ label }) => `${alias}:${label}`),
    ),
  }));
}
