#!/usr/bin/env node
// Only built-in modules may be imported up here, and what imports nothing else: all the rest is loaded once the
// compile cache is on, and only what the verb needs.
import module from "node:module";
import { leaveOutTopTier } from "./top-tier.ts";

// Nothing else works on so many files for so short a time.
if (process.argv[2] === "list") leaveOutTopTier();

// Absent in Node 20; while V8 coverage is measured, code from a cache is counted less precisely.
if (process.env["NODE_V8_COVERAGE"] === undefined) module.enableCompileCache?.();

const { run } = await import("./run.ts");
process.exitCode = await run(process.argv.slice(2));
