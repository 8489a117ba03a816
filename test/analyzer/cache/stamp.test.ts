import { expect, test } from "vitest";
import { isTelling, type Stamp } from "../../../analyzer/cache/stamp.ts";

const stamp = (mtimeMs: number, ctimeMs: number = mtimeMs): Stamp => [mtimeMs, ctimeMs, 10, 1];

test("a stamp is no proof while the file may still change within the same tick", () => {
  expect(isTelling(stamp(1000.5), 1001)).toBe(false);
  expect(isTelling(stamp(1000.5), 1100)).toBe(true);
});

test("a stamp of whole seconds may come from a file system that counts no finer", () => {
  expect(isTelling(stamp(1000), 2000)).toBe(false);
  expect(isTelling(stamp(1000), 4000)).toBe(true);
});

test("a stamp from the future is no proof", () => {
  expect(isTelling(stamp(5000.5), 1000)).toBe(false);
});

test("a time of change that nobody can set counts as well", () => {
  expect(isTelling(stamp(10.5, 1000.5), 1001)).toBe(false);
});
