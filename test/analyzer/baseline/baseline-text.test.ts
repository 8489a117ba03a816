import { expect, test } from "vitest";
import type { BaselineEntry } from "../../../analyzer/baseline/entry.ts";
import { printBaseline } from "../../../analyzer/baseline/print-baseline.ts";
import { parseBaseline } from "../../../analyzer/baseline/read-baseline.ts";

const FILE = "footlights.baseline.jsonl";
const entry: BaselineEntry = {
  id: 'f2pl90tonj:case "mod\u2028erator"',
  path: "src/members.ts",
  alias: "rightsOf/switch(role)",
  added: "2026-11-23",
  owner: "@rooms",
  until: "2027-03-31",
};

test("is a line per entry, by id, whatever the order", () => {
  const { owner: _owner, until: _until, ...plain } = entry;
  const entries = [entry, { ...plain, id: "a:then" }, { ...plain, id: "a:then", path: "b.ts" }];
  const text = printBaseline(entries);
  expect(text).toBe(printBaseline(entries.toReversed()));
  expect(text.split("\n").slice(0, 2)).toEqual([
    '{"id":"a:then","added":"2026-11-23","path":"b.ts","alias":"rightsOf/switch(role)"}',
    '{"id":"a:then","added":"2026-11-23","path":"src/members.ts","alias":"rightsOf/switch(role)"}',
  ]);
});

test("is read as it was written, also with the line ends of Windows", () => {
  expect(parseBaseline(printBaseline([entry]), FILE)).toEqual([entry]);
  expect(
    parseBaseline(`\uFEFF${printBaseline([entry]).replaceAll("\n", "\r\n")}\r\n`, FILE),
  ).toEqual([entry]);
});

const LINE = printBaseline([entry]).trim();

test.each([
  ["<<<<<<< HEAD", "found the mark of a merge conflict, expected one JSON object per line"],
  ["a:then", 'found "a:then", expected one JSON object per line'],
  ["[]", 'found "[]", expected an object'],
  ['{"id":"a:then"}', 'found nothing as "path", expected a text'],
  [
    LINE.replace("until", "untill"),
    'found the unknown key "untill" (did you mean "until"?), expected id, added, path, alias, owner or until',
  ],
  [
    LINE.replace("2027-03-31", "2027-02-30"),
    'found "2027-02-30" as "until", expected a day such as 2026-11-23',
  ],
  [LINE.replace('"@rooms"', "7"), 'found 7 as "owner", expected a text'],
])("refuses the line %s", (line, message) => {
  expect(() => parseBaseline(`${LINE}\n${line}\n`, FILE)).toThrow(
    `Could not read ${FILE}:2: ${message}. Correct the line, or write it anew with "footlights baseline --update".`,
  );
});
