import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isRecord } from "../is-record.ts";

/** The version of a package that a folder would load; undefined where it is not installed. */
export function findVersion(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const version = readVersion(join(folder, "node_modules", name, "package.json"));
    if (version !== undefined) return version;
    if (dirname(folder) === folder) return undefined;
  }
}

function readVersion(path: string): string | undefined {
  try {
    const json: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isRecord(json) && typeof json["version"] === "string" ? json["version"] : undefined;
  } catch {
    return undefined; // not there, or not a package: the next folder may have it
  }
}
