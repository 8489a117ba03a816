import type { CallSite } from "./errors.ts";

/**
 * Gives the place of a call as `src/room.ts:12:5`, relative to the working directory.
 * The runtime maps positions to the source by itself (vite's module runner, vitest 4.1 to 5.0.5).
 */
export function describeSite(site: CallSite | undefined): string {
  const frames = site?.stack.split("\n").slice(1) ?? [];
  const frame = frames.find(isOwnCode) ?? frames.find(isLibraryCode);
  const place = /\(?((?:file:\/\/)?[^\s()]+:\d+:\d+)\)?$/.exec(frame ?? "")?.[1];
  return place === undefined ? "an unknown place" : makeRelative(place.replace("file://", ""));
}

/** Leaves out frames that a person cannot act on. */
function isOwnCode(frame: string): boolean {
  return frame.includes(":") && !frame.includes("/node_modules/");
}

/** Where nobody's own code is left on the stack, a library is the nearest that can be told. */
function isLibraryCode(frame: string): boolean {
  return frame.includes("/node_modules/") && !RUNTIME.test(frame);
}

const RUNTIME = /\/node_modules\/(?:footlights|vite|vitest|@vitest|@cloudflare\/vitest-[a-z-]+)\//;

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
