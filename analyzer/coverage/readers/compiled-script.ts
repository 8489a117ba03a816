import { fileURLToPath } from "node:url";
import { allGeneratedPositionsFor, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { CompiledScript } from "../../findings.ts";
import type { Position } from "../../model.ts";
import { isRecord } from "../../is-record.ts";
import { ShapeError } from "../raw-file.ts";

export interface CompiledSource {
  readonly path: string;
  readonly script: CompiledScript;
}

/**
 * The source files of a script by what Node has kept of its source map; undefined where it has kept none.
 *
 * @throws ShapeError
 */
export function listCompiled(kept: unknown, url: string): readonly CompiledSource[] | undefined {
  if (!isRecord(kept) || !isRecord(kept["data"])) return undefined;
  const { data, lineLengths } = kept;
  const { sources, sourcesContent } = data;
  if (!Array.isArray(sources) || !Array.isArray(lineLengths)) {
    throw new ShapeError(`a source map without "sources" or "lineLengths" of "${url}"`);
  }
  const texts: readonly unknown[] = Array.isArray(sourcesContent) ? sourcesContent : [];
  const map = openMap(data, url);
  const starts = listStarts(lineLengths.map(Number));
  return sources.flatMap((name: unknown, index) => {
    const source = resolveSource(name, url);
    if (source === undefined) return [];
    const text = texts[index];
    const script: CompiledScript = {
      text: typeof text === "string" ? text : undefined,
      offsetsOf: (at) => listOffsets({ map: map(), starts }, { ...at, source: index }),
    };
    return [{ path: source, script }];
  });
}

/** Node has made the names of the sources whole. */
function resolveSource(name: unknown, url: string): string | undefined {
  const source = typeof name === "string" && URL.canParse(name, url) ? new URL(name, url) : null;
  if (source?.protocol !== "file:" || source.pathname.includes("/node_modules/")) return undefined;
  return fileURLToPath(source);
}

/** Read when it is asked first: most scripts are of files that nobody reports. A broken map leads nowhere. */
function openMap(data: Readonly<Record<string, unknown>>, url: string): () => TraceMap {
  let map: TraceMap | undefined;
  return () => {
    map ??= readMap(JSON.stringify(data), url);
    return map;
  };
}

function readMap(json: string, url: string): TraceMap {
  try {
    return new TraceMap(json, url);
  } catch {
    return new TraceMap({ version: 3, sources: [], names: [], mappings: "" });
  }
}

function listStarts(lengths: readonly number[]): readonly number[] {
  let start = 0;
  return lengths.map((length) => {
    const own = start;
    start += length + 1;
    return own;
  });
}

/** Only segments that begin at the very place: what lies between two of them may be of another block. */
function listOffsets(
  { map, starts }: { readonly map: TraceMap; readonly starts: readonly number[] },
  { line, column, source }: Position & { readonly source: number },
): readonly number[] {
  const name = map.resolvedSources[source] ?? "";
  return allGeneratedPositionsFor(map, { source: name, line, column }).flatMap((generated) => {
    if (generated.line === null) return [];
    const original = originalPositionFor(map, generated);
    const isExact =
      original.source === name && original.line === line && original.column === column;
    const start = starts[generated.line - 1];
    return isExact && start !== undefined ? [start + generated.column] : [];
  });
}
