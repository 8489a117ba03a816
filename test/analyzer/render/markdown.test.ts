import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { expect, test } from "vitest";
import type { Verdict } from "../../../analyzer/report/document.ts";
import { toPlain } from "../../../analyzer/render/text/plain.ts";
import { hostile, hostileReport } from "./hostile.ts";
import { type Element, listElements, readXml } from "./read-xml.ts";
import { renderAs, renderVerdictAs } from "./render-as.ts";
import {
  actorOf,
  decisionOf,
  fileOf,
  missedOf,
  outcomeOf,
  reportOf,
  routeTo,
} from "./report-of.ts";

/** The page as a reader of GitHub's Markdown makes it; HTML in it is let through, as GitHub lets through most. */
function readMarkdown(document: string): Element {
  const html = micromark(document, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return readXml(`<page>${html.replaceAll("&quot;", '"')}</page>`);
}

const textsOf = (root: Element, name: string): readonly string[] =>
  listElements(root, name).map(({ text }) => text.trim());

const report = reportOf(
  [
    fileOf("src/a.ts", [
      decisionOf(
        ["Room.f", 5, "n"],
        [missedOf("a:then", ["`n > 0` was never true", "send 1"], [routeTo("f", "x")])],
      ),
      decisionOf(["Room.f", 6, "m"], [missedOf("b:then", ["never", "", "a:then"])]),
    ]),
    fileOf("src/b.ts", [decisionOf(["g", 1, "y"], [outcomeOf("c:then")])]),
    fileOf("src/c.ts", [decisionOf(["h", 2, "z"], [missedOf("d:then", ["never", ""])])]),
  ],
  {
    actors: [actorOf("Room", { outcomes: 2, covered: 1, missed: 1 }, ["f"])],
    skipped: [{ path: "bad.ts", reason: "syntax error at 1:4" }],
  },
);

test("a page has the total, a row per actor, the gaps of each file, and what is outside", () => {
  expect(renderAs("markdown", report))
    .toBe(`## Footlights: 1/4 (25 %) branches covered in 3 files, 3 missed

| actor | covered | missed | unknown | entries |
| :-- | --: | --: | --: | --: |
| Room | 1/2 (50 %) | 1 | 0 | 1 |

<details>
<summary><code>src/a.ts</code>: 1 untested path</summary>

- line 5, \`Room.f\`: \`n > 0\` was never true
  - **to cover** send 1
  - **reached by** \`Room.f({ type: "x" })\`
  - **behind it** 1 branch
  - **id** \`a:then\`

</details>

<details>
<summary><code>src/c.ts</code>: 1 untested path</summary>

- line 2, \`h\`: never
  - **id** \`d:then\`

</details>

<details>
<summary>Outside the measurement</summary>

\`\`\`text
1 file skipped:
  bad.ts  syntax error at 1:4
\`\`\`

</details>
`);
});

test("a verdict comes before the report", () => {
  const rule = { actual: "1 of 4 (25 %)", expected: "at least 100 %", outcomes: [] };
  const verdict: Verdict = {
    passed: false,
    rules: [
      { name: "min-branches", passed: false, ...rule },
      { name: "measured", passed: true, ...rule },
    ],
  };
  const page = readMarkdown(renderVerdictAs("markdown", verdict, report));
  expect(textsOf(page, "h2")[0]).toBe("Gate failed");
  expect(textsOf(page, "td").slice(0, 8)).toEqual([
    "FAIL",
    "min-branches",
    "1 of 4 (25 %)",
    "at least 100 %",
    "pass",
    "measured",
    "1 of 4 (25 %)",
    "at least 100 %",
  ]);
});

test("what does not fit is counted", () => {
  const page = renderAs("markdown", report, { limit: 1 });
  expect(page).toContain("and 1 more untested path; `--format json` has all");
  expect(page).not.toContain("src/c.ts");
});

test("a page stays below what GitHub takes, whatever the words", () => {
  const words = "x".repeat(100_000);
  const outcomes = Array.from({ length: 50 }, (_, index) =>
    missedOf(`${index}:then`, [`${index}${words}`, ""]),
  );
  const page = renderAs(
    "markdown",
    reportOf([fileOf("a.ts", [decisionOf(["f", 1, "x"], outcomes)])]),
  );
  expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
  expect(page).toMatch(/^and 4\d more untested paths;/m);
});

test("hostile words make no element that an innocent report has not", () => {
  const innocent = new Set(countElements(readMarkdown(renderAs("markdown", report))).keys());
  const found = readMarkdown(renderAs("markdown", hostileReport()));
  expect([...countElements(found).keys()].filter((name) => !innocent.has(name))).toEqual([]);
  expect(listElements(found, "details")).toHaveLength(hostile.length + 1);
  expect(listElements(found, "tr")).toHaveLength(hostile.length + 1);
  expect(listElements(found, "td")).toHaveLength(hostile.length * 5);
});

test("hostile words are read as they are", () => {
  const page = readMarkdown(renderAs("markdown", hostileReport()));
  const codes = listElements(page, "code").map(({ text }) => text);
  for (const name of hostile) {
    expect(codes).toContain(toPlain(`src/${name}`));
    expect(codes).toContain(toPlain(`Room.${name}`));
  }
  const cells = textsOf(page, "td").filter((_, index) => index % 5 === 0);
  expect(cells[7]).toBe(hostile[7]);
  expect(cells[9]).toBe(hostile[9]);
});

test("outside of code nothing is a mention, a reference, an emoji or a link", () => {
  const page = readMarkdown(renderAs("markdown", hostileReport()));
  for (const text of listProse(page)) expect(text).not.toMatch(/[@#:]\S|www\./);
});

/** The pieces of text in which hosts look for such things: all but code. */
function listProse({ name, pieces, children }: Element): readonly string[] {
  return name === "code" ? [] : [...pieces, ...children.flatMap(listProse)];
}

function countElements(root: Element): ReadonlyMap<string, number> {
  const counts = new Map([[root.name, 1]]);
  for (const child of root.children)
    for (const [name, count] of countElements(child))
      counts.set(name, (counts.get(name) ?? 0) + count);
  return counts;
}
