import type { CoverageReader } from "../reader.ts";
import { c8 } from "./c8.ts";
import { istanbul } from "./istanbul.ts";
import { sourceMapped } from "./source-mapped.ts";
import { v8 } from "./v8.ts";

/** Every reader; `istanbul` reads what no other recognises. */
export const readers: readonly CoverageReader[] = [c8, v8, sourceMapped, istanbul];
