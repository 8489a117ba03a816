export { findSources } from "./find-sources.ts";
export { readSource } from "./read-source.ts";
