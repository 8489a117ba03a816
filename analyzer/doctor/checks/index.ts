import type { Check } from "../check.ts";
import { coverage } from "./coverage.ts";
import { outside } from "./outside.ts";
import { versions } from "./versions.ts";
import { wrangler } from "./wrangler.ts";

/** Everything that is looked at, in the order in which it is told: a check is one file and one line here. */
export const checks: readonly Check[] = [versions, wrangler, coverage, outside];
