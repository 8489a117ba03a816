import { Session } from "node:inspector";
import { runInThisContext } from "node:vm";
import type { FileHits, RangeHits } from "../../../analyzer/findings.ts";
import type { Compiled } from "./run-functions.ts";

const URL = "footlights-operands.js";

/** Runs functions of a script, which declares `f0` and on, and gives what V8 counted of it. */
export function countByV8(
  text: string,
  count: number,
  run: (functions: readonly Compiled[]) => void,
): FileHits {
  using session = openSession();
  Reflect.set(globalThis, "note", () => undefined);
  const names = Array.from({ length: count }, (_, index) => `f${index}`);
  runInThisContext(text, { filename: URL });
  run(names.map((name): Compiled => Reflect.get(globalThis, name)));
  const ranges = session.take();
  for (const name of [...names, "note"]) Reflect.deleteProperty(globalThis, name);
  const runs = [{ by: "ranges", ranges, suffix: "" } as const];
  return { path: "/a.js", provider: "v8", branches: [], statements: [], functions: [], runs };
}

/** Counts from now on, until it is disposed of. */
function openSession(): Disposable & { readonly take: () => readonly RangeHits[] } {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  return {
    take: () => {
      const ranges: RangeHits[] = [];
      session.post("Profiler.takePreciseCoverage", (error, { result }) => {
        if (error !== null) throw error;
        for (const { functions } of result.filter(({ url }) => url === URL))
          for (const { startOffset, endOffset, count } of functions.flatMap((each) => each.ranges))
            ranges.push({ start: startOffset, end: endOffset, hits: count });
      });
      return ranges;
    },
    [Symbol.dispose]: () => session.disconnect(),
  };
}
