export { footlights } from "./plugin.ts";
export type { FootlightsOptions, FootlightsPlugin } from "./plugin.ts";
export type { GateLimits } from "../gate/limits.ts";
export { defineConfig } from "../config/config.ts";
export type { FootlightsConfig, GateConfig } from "../config/config.ts";
