import type { CallSite } from "./errors.ts";

/**
 * Gives the place of a call as `src/room.ts:12:5`, relative to the working directory.
 * The runtime maps positions to the source by itself (vite's module runner, vitest 4.1 to 5.0.5).
 */
export function describeSite(site: CallSite | undefined): string {
  const frame = site?.stack.split("\n").slice(1).find(isOwnCode);
  const place = /\(?((?:file:\/\/)?[^\s()]+:\d+:\d+)\)?$/.exec(frame ?? "")?.[1];
  return place === undefined ? "an unknown place" : makeRelative(place.replace("file://", ""));
}

/** Leaves out frames that a person cannot act on. */
function isOwnCode(frame: string): boolean {
  return frame.includes(":") && !frame.includes("/node_modules/");
}

function makeRelative(place: string): string {
  const root = `${readWorkingDirectory()}/`;
  return place.startsWith(root) ? place.slice(root.length) : place;
}

/** The test runtime provides Node's `process.cwd`; without it, places stay absolute. */
function readWorkingDirectory(): string {
  const process: unknown = Reflect.get(globalThis, "process");
  if (typeof process !== "object" || process === null || !("cwd" in process)) return "";
  const { cwd } = process;
  const directory: unknown = typeof cwd === "function" ? Reflect.apply(cwd, process, []) : "";
  return typeof directory === "string" ? directory : "";
}
