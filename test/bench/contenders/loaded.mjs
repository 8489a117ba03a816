// Loads the compiler as the command does, and nothing else.
import module from "node:module";

module.enableCompileCache?.();
await import("ts-morph");
