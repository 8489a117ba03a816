import { symlinkSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../../analyzer/analyze.ts";
import { listProject } from "../../../analyzer/list-project.ts";
import type { Report } from "../../../analyzer/report/document.ts";
import { createMonorepo, measure, sources } from "./monorepo.ts";

const pathsOf = ({ files }: Pick<Report, "files">): readonly string[] =>
  files.map(({ path }) => path);
const sorted = sources.toSorted();

/** The entry of that name of both Workers. */
const both = (entry: string): readonly string[] => [
  `packages/a/src/counter.ts ${entry}`,
  `packages/b/src/counter.ts ${entry}`,
];

describe("a repository of several packages", () => {
  test("has an actor for each Worker's class, bound by that Worker's own configuration", async () => {
    const project = createMonorepo();
    measure(project);
    const { actors } = await analyze({ cwd: project.cwd });
    expect(actors.map(({ path, name, binding }) => [path, name, binding])).toEqual([
      ["packages/a/src/counter.ts", "Counter", "A_COUNTER"],
      ["packages/b/src/counter.ts", "Counter", "B_COUNTER"],
    ]);
  });

  test("reaches helpers and bases in other packages from the entries of each", async () => {
    const project = createMonorepo();
    measure(project);
    const { files } = await analyze({ cwd: project.cwd });
    const routesTo = (path: string): readonly string[] =>
      files
        .filter((file) => file.path === path)
        .flatMap(({ decisions }) => decisions.flatMap(({ outcomes }) => outcomes))
        .flatMap(({ routes }) => routes.map((route) => `${route.path} ${route.entry}`));
    expect([...new Set(routesTo("packages/limits/src/limits.ts"))].toSorted()).toEqual(
      both("increment"),
    );
    expect([...new Set(routesTo("packages/base/src/base.ts"))].toSorted()).toEqual(both("alarm"));
  });

  test("is reported from a package's own folder, of which the report of the whole run has more", async () => {
    const project = createMonorepo();
    measure(project);
    const cwd = join(project.cwd, "packages/b");
    const coverage = ["../../coverage/coverage-final.json"];
    const report = await analyze({ cwd, coverage });
    expect(pathsOf(report)).toEqual(["src/counter.ts", "src/kinds.ts"]);
    expect(report.actors).toMatchObject([{ name: "Counter", binding: "B_COUNTER" }]);
  });

  test("has the types of each package by its own tsconfig.json", async () => {
    const project = createMonorepo();
    measure(project);
    const { files } = await analyze({ cwd: project.cwd });
    for (const path of ["packages/a/src/sizes.ts", "packages/b/src/kinds.ts"]) {
      const file = files.find((each) => each.path === path);
      expect(file?.totals).toMatchObject({ missed: 2, unreachable: 1 });
    }
  });

  test("lists each file once, however many links lead to it", async () => {
    const { cwd } = createMonorepo();
    symlinkSync("packages", join(cwd, "linked"), "junction");
    symlinkSync("../..", join(cwd, "packages/a/up"), "junction");
    const { files } = await listProject({ cwd, cache: false });
    expect(files.map(({ path }) => path)).toEqual(
      [...sorted, "packages/b/kinds/index.ts"].toSorted(),
    );
  });
});

describe("coverage is joined whatever way it names the files", () => {
  test.each<readonly [string, (cwd: string, path: string) => string]>([
    [
      "by links in node_modules",
      (cwd, path) => join(cwd, path.replace(/^packages\/(base|limits)/, "node_modules/@x/$1")),
    ],
    ["relative to the folder of the report", (_cwd, path) => `../${path}`],
    ["as another machine had them", (_cwd, path) => `/home/runner/work/x/x/${path}`],
    ["as Windows had them", (_cwd, path) => `D:\\a\\x\\x\\${path.replaceAll("/", "\\")}`],
    ["with the other separators of Windows", (_cwd, path) => `d:/a/x\\x/${path}`],
  ])("%s", async (_, nameOf) => {
    const project = createMonorepo();
    const { cwd } = project;
    measure(project, (path) => nameOf(cwd, path));
    const report = await analyze({ cwd, paths: ["packages/*/src"] });
    expect(pathsOf(report)).toEqual(sorted);
    expect(report.files.filter(({ measured }) => !measured).map(({ path }) => path)).toEqual([]);
    expect(report.totals.missed).toBeGreaterThan(5);
  });

  test("in a folder that is a link itself", async () => {
    const project = createMonorepo();
    measure(project);
    const link = `${project.cwd}-link`;
    symlinkSync(project.cwd, link, "junction");
    try {
      const report = await analyze({ cwd: link, paths: ["packages"] });
      expect(
        report.files.filter(({ path, measured }) => sorted.includes(path) && !measured),
      ).toEqual([]);
    } finally {
      unlinkSync(link);
    }
  });
});
