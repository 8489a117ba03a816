/**
 * A setup file for Vitest: tells which test took which branch (`setupFiles: ["footlights/attribution"]`), in workerd
 * and in plain Node. The plugin `footlights()` writes what it finds beside the coverage, provider istanbul.
 *
 * @module
 */
import { attributeTests } from "./attribute-tests.ts";

export type { CountedFile, CountedGroup } from "./attribute-tests.ts";

// Vitest 5.0 resolves setup files as Node does, also those of workerd: a condition in package.json would not tell.
const { findTest } =
  "WebSocketPair" in globalThis
    ? await import("./find-test-in-workerd.ts")
    : await import("./find-test-in-node.ts");

attributeTests(findTest);
