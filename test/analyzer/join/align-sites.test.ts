import { assert, nat, property, uniqueArray } from "fast-check";
import { expect, test } from "vitest";
import { alignSites } from "../../../analyzer/join/align-sites.ts";
import { createLostStartTest } from "../../../analyzer/join/lost-start.ts";
import type { BranchHits } from "../../../analyzer/findings.ts";
import type { Position, Site } from "../../../analyzer/model.ts";
import { createBranch, createSite, parsePosition } from "./sites.ts";

const say = ({ line, column }: Position): string => `${line}:${column}`;

function align(
  sites: readonly Site[],
  branches: readonly BranchHits[],
  statements: readonly string[] = [],
): string[] {
  const starts = statements.map((start) => ({ start: parsePosition(start), hits: 1 }));
  const pairs = alignSites(sites, branches, createLostStartTest("", starts));
  return pairs.map(({ site, branch }) => `${say(site.start)}=${say(branch.start)}`).toSorted();
}

test("pairs by exact start and kind", () => {
  const sites = [createSite("1:0"), createSite("1:4", "cond-expr"), createSite("2:0")];
  const branches = [createBranch("2:0"), createBranch("1:0"), createBranch("1:4", "cond-expr")];
  expect(align(sites, branches)).toEqual(["1:0=1:0", "1:4=1:4", "2:0=2:0"]);
});

test("never pairs another number of arms", () => {
  expect(align([createSite("1:0", "switch", 3)], [createBranch("1:0", "switch", 2)])).toEqual([]);
});

test("pairs by the canonical start where the parenthesis has no mapping", () => {
  // `(a ? b : c) ? d : e`: both branches are reported at `a`; the outer one comes first.
  const sites = [createSite("1:0 1:1", "cond-expr"), createSite("1:1", "cond-expr")];
  const branches = [
    { ...createBranch("1:1", "cond-expr"), hits: [10, 11] },
    { ...createBranch("1:1", "cond-expr"), hits: [20, 21] },
  ];
  const pairs = alignSites(sites, branches, () => false);
  expect(pairs.map(({ site, branch }) => [site.start.column, branch.hits[0]])).toEqual([
    [0, 10],
    [1, 20],
  ]);
});

test("pairs with the token before, where that is all the source map has", () => {
  const sites = [createSite("2:1 2:2", "binary-expr"), createSite("3:1", "binary-expr")];
  const branches = [createBranch("1:0", "binary-expr"), createBranch("3:1", "binary-expr")];
  // return (
  //  (x ?? y)
  //  z || y
  expect(align(sites, branches, ["1:0", "3:1"])).toEqual(["2:1=1:0", "3:1=3:1"]);
});

test("leaves a branch of another place alone", () => {
  const [site, branch] = [createSite("2:0", "cond-expr"), createBranch("1:0", "cond-expr")];
  expect(align([site], [branch], ["1:0", "2:0"])).toEqual([]);
});

test("skips what only the report has", () => {
  const sites = [createSite("1:0", "binary-expr"), createSite("9:0", "binary-expr")];
  const branches = ["1:0", "5:2", "5:2", "9:0"].map((place) => createBranch(place, "binary-expr"));
  expect(align(sites, branches)).toEqual(["1:0=1:0", "9:0=9:0"]);
});

test("pairs code that a transpiler moved by its equal start", () => {
  const sites = ["1:0", "1:5", "1:9"].map((place) => createSite(place));
  // A report in the order of the moved code; starts still say which is which.
  const branches = ["1:5", "1:9", "1:0"].map((place) => createBranch(place));
  expect(align(sites, branches)).toEqual(["1:0=1:0", "1:5=1:5", "1:9=1:9"]);
});

test("pairs every site of a report that is exact, in any amount of noise", () => {
  const places = uniqueArray(nat(5000), { minLength: 1, maxLength: 200 });
  assert(
    property(places, places, (sites, noise) => {
      const own = new Set(sites);
      const listed = sites.toSorted((a, b) => a - b).map((line) => createSite(`${line}:0`));
      const extra = noise.filter((line) => !own.has(line));
      const branches = [...sites, ...extra].map((line) => createBranch(`${line}:0`));
      const expected = sites.map((line) => `${line}:0=${line}:0`).toSorted();
      expect(align(listed, branches)).toEqual(expected);
    }),
  );
});

test("stays linear: a hundred thousand exact sites take no longer than reading them", () => {
  const sites = Array.from({ length: 100_000 }, (_, line) => createSite(`${line + 1}:0`));
  const branches = sites.map(({ start }) => createBranch(say(start)));
  const before = process.cpuUsage();
  expect(alignSites(sites, branches, () => false)).toHaveLength(100_000);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(5000);
});
