// oxlint-disable-next-line typescript/triple-slash-reference -- the file is no module: it cannot be imported
/// <reference types="vite/types/importMeta.d.ts" />
import { describe } from "vitest";
import { expect, test } from "footlights/harness";

const FOLDER = "../../reference-actors/";
const documents = import.meta.glob<string>("../../reference-actors/patterns/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});
const sources = import.meta.glob<string>(["../../reference-actors/**/*.ts", "./*.test.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const SECTIONS = [
  "Overview",
  "When to Use",
  "Architecture",
  "Implementation",
  "Key Design Decisions",
  "Testing Strategy",
  "Performance Characteristics",
  "Pattern Variations",
  "When Not to Use",
  "References",
  "Test Coverage",
];
const BLOCK = /(?:<!-- from: (?<file>\S+) -->\n)?```ts\n(?<code>[^`]*(?:`[^`]+)*?)```/g;

const patterns = Object.entries(documents).filter(([path]) => !path.endsWith("/README.md"));
const blocks = Object.entries(documents).flatMap(([path, text]) =>
  Array.from(
    text.matchAll(BLOCK),
    ({ groups }) => [path, groups?.["file"], groups?.["code"]] as const,
  ),
);

/** The text of a file that a document names, seen from the reference actors' folder. */
function sourceOf(file: string): string | undefined {
  return sources[
    file.startsWith("../test/reference-actors/") ? `./${file.slice(25)}` : FOLDER + file
  ];
}

describe("a pattern", () => {
  test.for(patterns)("has the sections of the template: %s", ([, text]) => {
    const headings = Array.from(text.matchAll(/^## (.+)$/gm), ([, heading]) => heading);
    expect(headings).toEqual(SECTIONS);
  });

  test("is listed in the index", () => {
    const index = documents[`${FOLDER}patterns/README.md`] ?? "";
    for (const [path] of patterns) expect(index).toContain(path.slice(path.lastIndexOf("/") + 1));
  });

  test("shows code in every document", () => {
    const shown = new Set(blocks.map(([path]) => path));
    expect([...shown].toSorted()).toEqual(patterns.map(([path]) => path).toSorted());
  });

  test.for(blocks)("shows code as it stands in the file: %s, %s", ([, file = "", code = ""]) => {
    expect(code).not.toBe("");
    expect(sourceOf(file)).toContain(code.trimEnd());
  });
});
