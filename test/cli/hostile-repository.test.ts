import { lstatSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../analyzer/analyze.ts";
import { renderers } from "../../analyzer/render/index.ts";
import { readCobertura, readJunit } from "../analyzer/render/read-xml.ts";
import { footlights } from "./footlights.ts";
import { emptyProject, istanbulCoverage, type Project } from "./room-project.ts";

const COMMAND = "::error file=room.ts,line=1::pwned ##[error]pwned ##vso[task.setvariable x]y";

/** Texts of a program that mean something to a terminal, a page or a CI system. */
const MESSAGES = `export function read(text: string): string {
  switch (text) {
    case "${COMMAND}": return "1";
    case "${"a long word before ".repeat(5)} ${COMMAND}": return "2";
    case "</script><script>alert(1)</script> ]]> &amp; <!-- -->": return "3";
    case "\\u001B[2J \u202E \u2028": return "4";
  }
  return text === "${COMMAND}" || text.startsWith("::set-output name=a::b") ? "5" : "6";
}
`;

const names = [
  "::error::pwned.ts",
  "\u001B[31mred\u001B[0m.ts",
  "<",
  "a%0Ab ::warning::c.ts",
  "##[error]x.ts",
];

/** All of it in one place, with coverage as Istanbul counts it, in which nothing was ever called. */
function hostileProject(): Project {
  const project = emptyProject();
  const entries: Record<string, object> = {};
  for (const name of names) {
    const path = name === "<" ? "src/</script>.ts" : `src/${name}`;
    project.write(path, MESSAGES);
    entries[join(project.cwd, path)] = istanbulCoverage(join(project.cwd, path), MESSAGES);
  }
  project.write("coverage/coverage-final.json", JSON.stringify(entries));
  project.write(
    "src/huge.ts",
    `switch (x) {${Array.from({ length: 100_000 }, (_, at) => `case ${at}: f(); break;`).join("\n")}}`,
  );
  project.write("src/deep.ts", `x = ${"a ? b : ".repeat(5000)}c;`);
  symlinkSync(".", join(project.cwd, "src/loop"));
  symlinkSync("circle-b.ts", join(project.cwd, "src/circle-a.ts"));
  symlinkSync("circle-a.ts", join(project.cwd, "src/circle-b.ts"));
  project.write("package.json", `{ "name": "${COMMAND}" }`);
  return project;
}

/** Every name below a folder with what it holds; the cache brings its own .gitignore. */
function look(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => !name.startsWith(".footlights"))
    .toSorted()
    .map((name) => {
      const path = join(folder, name);
      const stats = lstatSync(path);
      if (stats.isSymbolicLink()) return `${name} -> ${readlinkSync(path)}`;
      return stats.isFile()
        ? `${name} ${stats.mtimeMs} ${readFileSync(path, "latin1").length}`
        : name;
    });
}

/** What a log shows may give no order to a terminal or to the system that keeps it. */
function expectHarmless(text: string): void {
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202E\u2028]/u);
  expect(text.split("\n").filter((line) => /^\s*::|##\w*\[/.test(line))).toEqual([]);
}

const readers: Readonly<Record<string, (text: string) => void>> = {
  text: expectHarmless,
  json: (text) => expect(JSON.parse(text)).toBeTypeOf("object"),
  sarif: (text) => expect(JSON.parse(text)).toMatchObject({ version: "2.1.0" }),
  codeclimate: (text) => expect(JSON.parse(text)).toBeInstanceOf(Array),
  junit: (text) => expect(readJunit(text).name).toBe("testsuites"),
  cobertura: (text) => expect(readCobertura(text).name).toBe("coverage"),
  lcov: (text) => expect(text.match(/^SF:/gm)).toHaveLength(names.length),
  markdown: (text) =>
    expect(text.replaceAll(/`[^`\n]*`/g, "")).not.toMatch(/^\s*::|<script|\p{Cc}(?<!\n)/mu),
  github: (text) => {
    expect(
      text
        .trimEnd()
        .split("\n")
        .filter((line) => !/^::(?:error|warning|notice) [^:]*::/.test(line)),
    ).toEqual([]);
  },
};

describe("a hostile repository", () => {
  test("changes nothing outside of the output, which stays valid in every format", async () => {
    const { cwd } = hostileProject();
    const before = look(cwd);
    const report = await analyze({ cwd });
    expect(renderers.map(({ format }) => format).toSorted()).toEqual(
      Object.keys(readers).toSorted(),
    );
    for (const renderer of renderers) readers[renderer.format]?.(renderer.report(report, {}));
    for (const [verb, code] of [
      ["report", 0],
      ["gate", 1],
      ["hints", 0],
      ["next", 0],
    ] as const) {
      const { stdout, stderr, status } = footlights([verb], { cwd });
      expect({ verb, stderr, status }).toEqual({ verb, stderr: "", status: code });
      expectHarmless(stdout);
    }
    expect(look(cwd)).toEqual(before);
  });

  test("is listed as far as it can be: 100,000 cases, 5,000 nested conditions, links in circles", () => {
    const { cwd } = hostileProject();
    const { stdout, stderr, status } = footlights(["list", "src", "--json"], { cwd });
    const { totals, skipped } = JSON.parse(stdout);
    const outcomes = 100_001 + (skipped.length === 0 ? 10_000 : 0);
    expect(totals.files).toBe(names.length + 2 - skipped.length);
    expect(totals.outcomes).toBeGreaterThan(outcomes);
    // What the stack of this Node does not hold is said, never dropped.
    expect(["", 'Skipped "src/deep.ts": nested too deeply to be read\n']).toContain(stderr);
    expect(status).toBe(0);
  });

  test("has no say in what a baseline or a merge writes", () => {
    const { cwd } = hostileProject();
    footlights(["baseline", "--update", "--owner", COMMAND], { cwd });
    const lines = readFileSync(join(cwd, "footlights.baseline.jsonl"), "utf8")
      .trimEnd()
      .split("\n");
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ owner: COMMAND });
    expect(footlights(["gate"], { cwd }).stdout).toContain(`${lines.length} known by`);
    expect(footlights(["merge", "coverage", "--output", "merged.json"], { cwd }).status).toBe(0);
    const merged: object = JSON.parse(readFileSync(join(cwd, "merged.json"), "utf8"));
    expect(Object.keys(merged)).toHaveLength(names.length);
  });
});
