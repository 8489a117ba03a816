import { isRecord } from "../is-record.ts";
import type { Position } from "../model.ts";

/** A location as JSON holds it; `null` where there is none (`{}`), as for a missing `else`. */
export interface RawSpan {
  readonly start: Position;
  /** Column `Infinity` stands for the end of the line: remapped reports write it, JSON makes it `null`. */
  readonly end: Position;
}

export interface RawStatement {
  readonly span: RawSpan;
  readonly hits: number;
}

export interface RawFunction {
  readonly name: string;
  readonly declaration: RawSpan;
  readonly body: RawSpan;
  readonly hits: number;
}

export interface RawBranch {
  readonly type: string;
  readonly span: RawSpan;
  readonly arms: readonly (RawSpan | null)[];
  readonly hits: readonly number[];
}

/** One file of an Istanbul JSON report, parsed but not yet understood: readers differ in what they make of it. */
export interface RawFile {
  readonly path: string;
  readonly statements: readonly RawStatement[];
  readonly functions: readonly RawFunction[];
  readonly branches: readonly RawBranch[];
  /** The entry as written, for what only one writer adds (`meta`, `all`, `inputSourceMap`). */
  readonly entry: Readonly<Record<string, unknown>>;
}

/** Says what is wrong with one entry, e.g. `no "branchMap"`. Caught by the reader of the whole report. */
export class ShapeError extends Error {}

/** Parses the entry of one file; throws ShapeError with the first thing that is not as Istanbul writes it. */
export function parseRawFile(key: string, value: unknown): RawFile {
  const entry = toRecord(value, "its counters");
  const path = typeof entry.path === "string" ? entry.path : key;
  return {
    path,
    entry,
    statements: listCounters(entry, "statementMap", "s").flatMap(([span, hits]) => {
      const parsed = parseSpan(span);
      return parsed === null ? [] : [{ span: parsed, hits: toCount(hits, '"s"') }];
    }),
    functions: listCounters(entry, "fnMap", "f").flatMap(([raw, hits]) =>
      parseFunction(toRecord(raw, '"fnMap"'), toCount(hits, '"f"')),
    ),
    branches: listCounters(entry, "branchMap", "b").flatMap(([raw, hits]) =>
      parseBranch(toRecord(raw, '"branchMap"'), toCounts(hits, '"b"')),
    ),
  };
}

function parseFunction(raw: Readonly<Record<string, unknown>>, hits: number): RawFunction[] {
  const body = parseSpan(raw.loc);
  const declaration = parseSpan(raw.decl) ?? body;
  if (declaration === null) return [];
  const name = typeof raw.name === "string" ? raw.name : "";
  return [{ name, declaration, body: body ?? declaration, hits }];
}

function parseBranch(raw: Readonly<Record<string, unknown>>, hits: readonly number[]): RawBranch[] {
  if (typeof raw.type !== "string") throw new ShapeError(`a branch without "type"`);
  if (!Array.isArray(raw.locations)) throw new ShapeError(`a branch without "locations"`);
  const arms = raw.locations.map((arm: unknown) => parseSpan(arm));
  const span = parseSpan(raw.loc) ?? arms.find((arm) => arm !== null);
  return span === undefined ? [] : [{ type: raw.type, span, arms, hits }];
}

/** Pairs each location with its counter, in the order of the report. */
function listCounters(
  entry: Readonly<Record<string, unknown>>,
  map: string,
  counters: string,
): [location: unknown, hits: unknown][] {
  const locations = toRecord(entry[map], `"${map}"`);
  const hits = toRecord(entry[counters], `"${counters}"`);
  return Object.entries(locations).map(([id, location]) => [location, hits[id]]);
}

/** `null` for a location without a start; an end without a line or column is the end of its line. */
function parseSpan(value: unknown): RawSpan | null {
  if (!isRecord(value)) return null;
  const start = parsePosition(value.start, 0);
  if (start === null) return null;
  return { start, end: parsePosition(value.end, Infinity) ?? { ...start, column: Infinity } };
}

function parsePosition(value: unknown, column: number): Position | null {
  if (!isRecord(value) || typeof value.line !== "number") return null;
  return {
    line: value.line,
    column: typeof value.column === "number" ? value.column : column,
  };
}

function toCounts(value: unknown, what: string): number[] {
  if (!Array.isArray(value)) throw new ShapeError(`${describeShape(value)} in ${what}`);
  return value.map((hits: unknown) => toCount(hits, what));
}

function toCount(value: unknown, what: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new ShapeError(`${describeShape(value)} instead of a count in ${what}`);
}

function toRecord(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw new ShapeError(`${describeShape(value)} instead of ${what}`);
}

/** Names the shape of a JSON value for an error: "an array", "null", "nothing", "the text \"x\"". */
export function describeShape(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  return `${typeof value === "string" ? "the text" : "the value"} ${JSON.stringify(value).slice(0, 40)}`;
}
