import { readFileSync } from "node:fs";

/** The version of this package. The same file serves the source tree and, one folder deeper, dist/. */
export function readVersion(): string {
  for (const up of ["../package.json", "../../package.json"]) {
    const found = readPackage(new URL(up, import.meta.url));
    if (found !== undefined) return found;
  }
  return "0.0.0";
}

function readPackage(url: URL): string | undefined {
  try {
    const json: unknown = JSON.parse(readFileSync(url, "utf8"));
    return isOurs(json) ? json.version : undefined;
  } catch {
    return undefined;
  }
}

function isOurs(json: unknown): json is { readonly version: string } {
  return (
    typeof json === "object" &&
    json !== null &&
    "name" in json &&
    json.name === "footlights" &&
    "version" in json &&
    typeof json.version === "string"
  );
}
