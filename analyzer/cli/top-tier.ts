/**
 * V8 with Maglev on by default, which Node has since 24. Without that middle tier there is little between the
 * interpreter and the top one.
 */
const hasMiddleTier = Number.parseInt(process.versions.v8, 10) >= 13;

/**
 * With more files than these the top tier pays: of 2,800 it still takes a tenth more than it gives, of 11,000 it saves
 * a fifth (Node 24.21).
 */
const MOST_FILES = 4000;

/**
 * Leaves the code to V8's middle tier for a run of seconds: compiling in the top tier takes up to a quarter of it. To be
 * called before the code cache is opened, which belongs to one set of flags.
 */
export function leaveOutTopTierFor(files: number): void {
  if (files > MOST_FILES || !hasMiddleTier) return;
  process.getBuiltinModule("node:v8").setFlagsFromString("--no-turbofan");
}
