import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  GREATEST_LOWER_BOUND,
  LEAST_UPPER_BOUND,
  originalPositionFor,
  TraceMap,
} from "@jridgewell/trace-mapping";
import type { Position } from "../../model.ts";
import { isRecord } from "../../is-record.ts";
import { type RawFile, type RawSpan, ShapeError } from "../raw-file.ts";
import type { CoverageReader } from "../reader.ts";
import { istanbul } from "./istanbul.ts";

/**
 * Counters of code that was compiled before istanbul-lib-instrument saw it, as nyc leaves them in
 * .nyc_output: positions are those of the compiled code, and the entry carries the source map back.
 */
export const sourceMapped: CoverageReader = {
  name: "source-mapped",
  recognises: ({ entry }) => isRecord(entry.inputSourceMap),
  read: (file) => {
    const map = parseMap(file);
    const sources = map.resolvedSources.map((source) => toPath(source, file.path));
    return sources.flatMap((path, index) => {
      const isHere = (span: RawSpan): RawSpan | null => toOriginal(map, span, index);
      return istanbul.read(keepMapped({ ...file, path }, isHere));
    });
  },
};

function parseMap({ path, entry }: RawFile): TraceMap {
  try {
    return new TraceMap(JSON.stringify(entry.inputSourceMap));
  } catch (error) {
    throw new ShapeError(`a broken "inputSourceMap" of "${path}"`, { cause: error });
  }
}

/** The file with the counters that lie in one of its sources, at their places there. */
function keepMapped(file: RawFile, map: (span: RawSpan) => RawSpan | null): RawFile {
  return {
    ...file,
    statements: file.statements.flatMap(({ span, hits }) => {
      const original = map(span);
      return original === null ? [] : [{ span: original, hits }];
    }),
    functions: file.functions.flatMap((entry) => {
      const declaration = map(entry.declaration);
      const body = map(entry.body);
      return declaration === null || body === null ? [] : [{ ...entry, declaration, body }];
    }),
    branches: file.branches.flatMap((branch) => {
      const span = map(branch.span);
      return span === null ? [] : [{ ...branch, span }];
    }),
  };
}

/** Only starts survive: see join.md on ends. A start without a segment of its own has the one before it. */
function toOriginal(map: TraceMap, { start }: RawSpan, source: number): RawSpan | null {
  const found = findOriginal(map, start);
  if (found === null || found.source !== map.resolvedSources[source]) return null;
  return { start: found, end: { line: found.line, column: Infinity } };
}

function findOriginal(
  map: TraceMap,
  { line, column }: Position,
): (Position & { readonly source: string }) | null {
  for (const bias of [GREATEST_LOWER_BOUND, LEAST_UPPER_BOUND] as const) {
    const original = originalPositionFor(map, { line, column, bias });
    if (original.source !== null) {
      return { line: original.line, column: original.column, source: original.source };
    }
  }
  return null;
}

/** The map's source root is in the name already. */
function toPath(source: string, compiled: string): string {
  return source.startsWith("file://") ? fileURLToPath(source) : resolve(dirname(compiled), source);
}
