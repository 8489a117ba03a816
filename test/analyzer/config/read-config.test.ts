import { expect, test } from "vitest";
import { readConfig } from "../../../analyzer/config/read-config.ts";
import { folderOf } from "./project.ts";

const GATE = { minBranches: 90, files: { "src/**": -3 }, actors: { Room: 100 } };
const LITERAL = JSON.stringify({ paths: ["src"], gate: GATE });

test.each([
  [
    "footlights.config.ts",
    `import { defineConfig } from "footlights/analyzer";\nexport default defineConfig(${LITERAL});`,
  ],
  [
    "footlights.config.mts",
    `import { defineConfig, type FootlightsConfig } from "footlights/vitest";\nexport default defineConfig(${LITERAL}) satisfies FootlightsConfig;`,
  ],
  ["footlights.config.js", `export default ${LITERAL};`],
  ["footlights.config.cjs", `module.exports = ${LITERAL};`],
  ["footlights.config.mjs", `export default Promise.resolve(${LITERAL});`],
  ["package.json", `{ "footlights": ${LITERAL} }`],
  ["package.json", `\uFEFF{ "footlights": ${LITERAL} }`],
])("reads %s", async (name, text) => {
  const config = await readConfig(folderOf({ [name]: text }));
  expect(config).toEqual({ paths: ["src"], gate: GATE });
});

test("runs what a configuration imports: files beside it, as TypeScript names them, and modules of Node", async () => {
  const folder = folderOf({
    "footlights.config.ts": `import { sep } from "node:path";
import { limit } from "./config/limits.ts";
import { folder } from "./config/folder.js";
const paths: readonly string[] = [folder, sep];
export default { paths, gate: { minBranches: limit } };`,
    "config/limits.ts": "export const limit: number = 80;",
    "config/folder.ts": `import { limit } from "./limits";\nexport const folder = "src" + limit;`,
  });
  expect(await readConfig(folder)).toMatchObject({
    paths: ["src80", expect.any(String)],
    gate: { minBranches: 80 },
  });
});

test("is empty without a configuration", async () => {
  expect(await readConfig(folderOf({}))).toEqual({});
  expect(await readConfig(folderOf({ "package.json": '{ "name": "footlights" }' }))).toEqual({});
});

const FILE = "footlights.config.ts";

test.each([
  [
    "a wrong key",
    `{ gates: {} }`,
    /^Could not read footlights\.config\.ts: found the unknown key "gates", expected paths, .* or gate\. Did you mean "gate"\?$/,
  ],
  [
    "a wrong key inside",
    `{ gate: { minBranch: 100 } }`,
    /^Could not read "gate" of footlights\.config\.ts: found the unknown key "minBranch", expected .* Did you mean "minBranches"\?$/,
  ],
  ["a key of Object", `{ gate: { toString: 1 } }`, /found the unknown key "toString"/],
  [
    "a wrong limit",
    `{ gate: { minBranches: 101 } }`,
    'Could not read "gate.minBranches" of footlights.config.ts: found "101", expected a percentage from 0 to 100 with at most two decimals, or a negative whole number for the most missed outcomes. Pass 100 to allow none.',
  ],
  [
    "a limit that is no number",
    `{ gate: { maxUnknown: "3" } }`,
    'Could not read "gate.maxUnknown" of footlights.config.ts: found "3", expected a number. Correct it, or pass the flag of the command instead.',
  ],
  [
    "a wrong limit of a glob",
    `{ gate: { files: { "src/**": NaN } } }`,
    /^Could not read "gate\.files\["src\/\*\*"\]" of footlights\.config\.ts: found "NaN", expected a percentage/,
  ],
  [
    "a switch that is none",
    `{ gate: { hintsNeedReason: "yes" } }`,
    'Could not read "gate.hintsNeedReason" of footlights.config.ts: found "yes", expected true or false. Correct it, or pass the flag of the command instead.',
  ],
  [
    "paths that are none",
    `{ paths: "src" }`,
    /^Could not read "paths" of footlights\.config\.ts: found "src", expected an array of paths or globs such as \["src"\]\./,
  ],
  [
    "a profile that is no name",
    `{ profile: 1 }`,
    /found 1, expected full or istanbul\. Correct it/,
  ],
  [
    "coverage that is no list",
    `{ coverage: "c.json" }`,
    /"coverage" .* expected an array of coverage/,
  ],
  ["an empty base", `{ gate: { base: "" } }`, /"gate\.base" .* expected a git ref such as/],
  ["a function", `() => ({})`, /found a function, expected an object\./],
  [
    "text that does not parse",
    `{ gate: `,
    /^Could not read footlights\.config\.ts: found SyntaxError: line 1: .*, expected a module whose default export is the configuration\. Correct it, then run again\.$/,
  ],
  [
    "an error",
    `(() => { throw new RangeError("no luck\\nat all"); })()`,
    /found RangeError: no luck, expected a module/,
  ],
  ["an import that leads nowhere", `require("./nowhere.ts")`, /found Error: Cannot find module/],
])("refuses %s in one line", async (_, value, message) => {
  const folder = folderOf({ [FILE]: `export default ${value};` });
  const error = await readConfig(folder).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    name: "AnalyzerError",
    message: expect.stringMatching(toPattern(message)),
  });
  expect(String(error)).not.toContain("\n");
});

function toPattern(message: string | RegExp): RegExp {
  if (typeof message !== "string") return message;
  return new RegExp(`^${message.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`);
}

test.each([
  [
    { [FILE]: "export default {}", "footlights.config.js": "export default {}" },
    "footlights.config.js",
  ],
  [
    { [FILE]: "export default {}", "package.json": '{ "footlights": {} }' },
    '"footlights" of package.json',
  ],
])("refuses two configurations, because nobody can tell which counts", async (files, second) => {
  await expect(readConfig(folderOf(files))).rejects.toThrow(
    `Could not read the configuration: found footlights.config.ts and ${second}, expected one of them.`,
  );
});

test("refuses a module that exports its configuration by a name", async () => {
  const folder = folderOf({ [FILE]: "export const config = { paths: [] };" });
  await expect(readConfig(folder)).rejects.toThrow(
    "Could not read footlights.config.ts: found no default export, expected a module whose default export is the configuration. Correct it, then run again.",
  );
});

test("refuses a file of a name that is not read, which would hold no gate", async () => {
  const folder = folderOf({ "footlights.config.json": LITERAL });
  await expect(readConfig(folder)).rejects.toThrow(
    'Could not read the configuration: found footlights.config.json, expected footlights.config.ts, .mts, .cts, .js, .mjs or .cjs, or "footlights" in package.json. Move it there.',
  );
});
