#!/usr/bin/env node
// Only built-in modules may be imported up here: everything else is loaded once the compile cache
// is on, and only what the verb needs.
import module from "node:module";

// Absent in Node 20; while V8 coverage is measured, code from a cache is counted less precisely.
if (process.env["NODE_V8_COVERAGE"] === undefined) module.enableCompileCache?.();

const { run } = await import("./run.ts");
process.exitCode = await run(process.argv.slice(2));
