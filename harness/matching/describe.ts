import { isAsymmetric } from "./asymmetric.ts";
import type { AsymmetricMatcher } from "./pattern.ts";

const LONGEST = 160;

/** Writes a value on one line for a failure text; long values are cut in the middle of nothing but their tail. */
export function describeValue(value: unknown, longest: number = LONGEST): string {
  const text = write(value, 0);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function write(value: unknown, depth: number): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return value.name === "" ? "(predicate)" : `(${value.name})`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return String(value);
  return writeObject(value, depth);
}

function writeObject(value: object, depth: number): string {
  if (value instanceof RegExp || value instanceof Error) return String(value);
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof Blob) return `Blob(${value.size} bytes)`;
  if (value instanceof ArrayBuffer) return writeBytes(new Uint8Array(value));
  if (ArrayBuffer.isView(value)) {
    return writeBytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  }
  if (isAsymmetric(value)) return writeAsymmetric(value);
  if (depth > 6) return "…";
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(", ")}]`;
  const fields = Object.entries(value).map(([key, field]) => `${key}: ${write(field, depth + 1)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

function writeBytes(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0"));
  return `<${bytes.length} bytes ${shown.join(" ")}${bytes.length > 16 ? " …" : ""}>`;
}

function writeAsymmetric(value: AsymmetricMatcher): string {
  return "sample" in value ? `${value.toString()}(${write(value.sample, 3)})` : value.toString();
}
