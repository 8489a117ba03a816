#!/usr/bin/env node
// Only what loads next to nothing may be imported up here: all the rest is loaded once the code cache is open, and only
// what the verb needs.
import { openCodeCache } from "./code-cache.ts";
import { keepHeapSmall } from "./small-heap.ts";

// Before the code cache, which belongs to one set of flags.
if (process.argv[2] === "report" || process.argv[2] === "gate") keepHeapSmall();

// An unchanged listing loads so little that the cache costs more than it gives; it is opened before the parser.
if (process.argv[2] !== "list") openCodeCache();

const { run } = await import("./run.ts");
process.exitCode = await run(process.argv.slice(2));
