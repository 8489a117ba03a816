import { relative, sep } from "node:path";
import { isRecord } from "../is-record.ts";
import type { CountedHits, CountedSource, CountedTest, TestsOverlay } from "./overlay.ts";
import { readCounters } from "./read-counters.ts";

/** What Vitest hands a reporter of one test file, as far as it is needed. */
export interface TestModuleHost {
  readonly moduleId: string;
  /** What the setup file `footlights/attribution` left is under `footlights`. */
  readonly meta: () => object;
  readonly children: {
    readonly allTests: () => Iterable<{ readonly id: string; readonly fullName: string }>;
  };
}

interface Draft {
  readonly tests: CountedTest[];
  readonly files: Map<
    string,
    { readonly sizes: CountedSource["sizes"]; readonly hits: CountedHits[] }
  >;
}

/** Puts what the test files of a run counted together; undefined where none of them counted by test. */
export function buildOverlay(
  modules: readonly TestModuleHost[],
  root: string,
): TestsOverlay | undefined {
  const draft: Draft = { tests: [], files: new Map() };
  const counted = modules.filter((module) => addModule(draft, module, root));
  if (counted.length === 0) return undefined;
  const files = [...draft.files].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return { schemaVersion: 1, tests: draft.tests, files: Object.fromEntries(files) };
}

function addModule(draft: Draft, module: TestModuleHost, root: string): boolean {
  const meta = module.meta();
  const found: unknown = "footlights" in meta ? meta.footlights : undefined;
  if (!isRecord(found) || !Array.isArray(found["groups"]) || !isRecord(found["sizes"]))
    return false;
  const file = relative(root, module.moduleId).replaceAll(sep, "/");
  const indices = new Map<string, number>();
  for (const { id, fullName } of module.children.allTests()) {
    indices.set(id, draft.tests.length);
    draft.tests.push({ name: fullName, file });
  }
  const groups: readonly unknown[] = found["groups"];
  for (const group of groups) addGroup(draft, group, { indices, sizes: found["sizes"] });
  return true;
}

interface ModuleCounts {
  readonly indices: ReadonlyMap<string, number>;
  readonly sizes: Readonly<Record<string, unknown>>;
}

function addGroup(draft: Draft, group: unknown, { indices, sizes }: ModuleCounts): void {
  if (!isRecord(group) || !isRecord(group["files"]) || !Array.isArray(group["tests"])) return;
  const ids: readonly unknown[] = group["tests"];
  const tests = ids.flatMap((id) => indices.get(String(id)) ?? []);
  const certain = group["certain"] === true && tests.length === 1;
  for (const [path, value] of Object.entries(group["files"])) {
    const counters = readCounters(value);
    const size = readSizes(sizes[path]);
    if (!counters || !size || isEmpty(counters)) continue;
    const known = draft.files.get(path) ?? { sizes: size, hits: [] };
    known.hits.push({ tests, certain, ...counters });
    draft.files.set(path, known);
  }
}

function isEmpty({ s, f, b }: CountedHits | Pick<CountedHits, "s" | "f" | "b">): boolean {
  return [s, f, b].every((counters) => Object.keys(counters).length === 0);
}

function readSizes(value: unknown): CountedSource["sizes"] | undefined {
  if (!Array.isArray(value)) return undefined;
  const [s, f, b]: readonly unknown[] = value;
  return typeof s === "number" && typeof f === "number" && typeof b === "number"
    ? [s, f, b]
    : undefined;
}
