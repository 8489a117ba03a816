export { footlights } from "./plugin.ts";
export type { FootlightsOptions, FootlightsPlugin } from "./plugin.ts";
export type { GateLimits } from "../gate/limits.ts";
