/**
 * The analyzer as a library, in Node: what the command does, without printing or exit codes.
 *
 * @module
 */
export { analyze } from "./analyze.ts";
export type { AnalyzeOptions } from "./analyze.ts";
export { defineConfig } from "./config/config.ts";
export type { FootlightsConfig, GateConfig } from "./config/config.ts";
export { AnalyzerError } from "./errors.ts";
export type { AnalyzerErrorCode } from "./errors.ts";
export { checkGate } from "./gate/check-gate.ts";
export type { GateLimits } from "./gate/limits.ts";
export { renderVerdict } from "./gate/render-verdict.ts";
export { runGate } from "./run-gate.ts";
export type { GateRun, RunGateOptions } from "./run-gate.ts";
export { listProject } from "./list-project.ts";
export type { ListProjectOptions } from "./list-project.ts";
export { listingRenderers, renderers, renderListing } from "./render/index.ts";
export type { ListingRenderer, Renderer, RenderOptions } from "./render/index.ts";
export type { Provider, Unmatched } from "./findings.ts";
export type { DecisionKind, Explanation, Position, Profile, Route, SkippedFile } from "./model.ts";
export type {
  ListedDecision,
  ListedFile,
  ListedOutcome,
  Listing,
  Report,
  ReportActor,
  ReportDecision,
  ReportFile,
  ReportOutcome,
  RuleResult,
  Totals,
  Verdict,
} from "./report/document.ts";
