import { resolve, isAbsolute, win32 } from "node:path";
import type { FileHits, LineBranch } from "../../findings.ts";
import { ShapeError } from "../raw-file.ts";

/** Whether a text is an LCOV report. */
export function isLcov(text: string): boolean {
  return /^(?:TN:|SF:)/m.test(text.slice(0, 4096));
}

/**
 * Reads what LCOV tells of branches: the line where each begins, and how often its arms ran. Relative names of files count
 * from the working directory, as the tools write them.
 *
 * @throws ShapeError
 */
export function readLcov(text: string, cwd: string): readonly FileHits[] {
  const files: FileHits[] = [];
  let path = "";
  let branches = new Map<string, { readonly line: number; readonly hits: number[] }>();
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith("SF:")) {
      const name = line.slice(3).trim();
      path = isAbsolute(name) || win32.isAbsolute(name) ? name : resolve(cwd, name);
      branches = new Map();
    } else if (line.startsWith("BRDA:")) addArm(branches, line.slice(5));
    else if (line.startsWith("end_of_record") && path !== "") {
      files.push(toHits(path, [...branches.values()]));
      path = "";
    }
  }
  if (path === "") return files;
  throw new ShapeError(`an LCOV report without its end (of "${path}")`);
}

/** `BRDA:<line>,<branch>,<arm>,<count>`, where the count is `-` for what was never reached. */
function addArm(
  branches: Map<string, { readonly line: number; readonly hits: number[] }>,
  text: string,
): void {
  const [line = "", branch = "", , count = ""] = text.split(",");
  const number = Number(line);
  const hits = count.trim() === "-" ? 0 : Number(count);
  if (!Number.isInteger(number) || number < 1 || !Number.isFinite(hits)) return;
  const key = `${line},${branch}`;
  const known = branches.get(key) ?? { line: number, hits: [] };
  known.hits.push(hits);
  branches.set(key, known);
}

function toHits(path: string, branches: readonly LineBranch[]): FileHits {
  return {
    path,
    provider: "unknown",
    branches: [],
    statements: [],
    functions: [],
    runs: [{ by: "lines", branches }],
  };
}
