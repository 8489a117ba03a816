import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCoverage } from "../../../analyzer/coverage/read-coverage.ts";
import { listFile } from "../../../analyzer/inventory/index.ts";
import { assertTrusted } from "../../../analyzer/join/assert-trusted.ts";
import { joinCoverage } from "../../../analyzer/join/join-coverage.ts";
import { createTemporary, folder, runReport } from "./constructs.ts";

const again = "Run the tests again with coverage, then pass the new report.";

/** Names of the sources that are listed and joined with the report of the whole project. */
async function trust(cwd: string, report: string, names: readonly string[]): Promise<void> {
  const data = await readCoverage([report], { cwd });
  const files = await Promise.all(
    names.map(async (name) => listFile(name, await readFile(join(cwd, name), "utf8"), "full")),
  );
  const inventory = {
    profile: "full",
    files: files.flatMap((file) => ("sites" in file ? [file] : [])),
    skipped: [],
  } as const;
  assertTrusted(await joinCoverage(inventory, data, { cwd }));
}

describe.each(["istanbul", "v8", "c8"] as const)("a report of %s", (provider) => {
  let copy: Awaited<ReturnType<typeof createTemporary>>;
  let report: string;

  beforeAll(async () => {
    copy = await createTemporary();
    report = join(copy.path, "report");
    await cp(join(folder, "src"), join(copy.path, "src"), { recursive: true });
    await runReport(provider, report);
  }, 120_000);

  afterAll(() => copy[Symbol.asyncDispose]());

  const edit = async (name: string, change: (text: string) => string): Promise<void> => {
    const text = await readFile(join(folder, name), "utf8");
    await writeFile(join(copy.path, name), change(text));
  };

  test("is trusted where the text is the same", async () => {
    await edit("src/if.ts", (text) => text);
    await expect(trust(copy.path, report, ["src/if.ts", "src/switch.ts"])).resolves.toBeUndefined();
  });

  test.each<[what: string, change: (text: string) => string]>([
    ["a line before all others", (text) => `\n${text}`],
    [
      "a line in the middle",
      (text) => text.replace("export function chain", "\nexport function chain"),
    ],
    ["a deeper indentation", (text) => text.replaceAll(/^ {2}/gm, "    ")],
    ["a function less", (text) => text.replace(/export function noElse[\s\S]*?\n\}\n/, "")],
    ["a function more", (text) => `export function more(n: number) {\n  return n;\n}\n${text}`],
    [
      "other code",
      () => "export const a = (b: number) => {\n  if (b) return 1;\n  return 2;\n};\n".repeat(9),
    ],
  ])("is not trusted after a change: %s", async (_, change) => {
    await edit("src/if.ts", change);
    await expect(trust(copy.path, report, ["src/if.ts"])).rejects.toMatchObject({
      code: "untrusted-stale",
      message: expect.stringMatching(
        /^Could not trust the coverage: in "src\/if\.ts" \d+ of \d+ .*, expected the text that was measured\. /,
      ),
    });
    await expect(trust(copy.path, report, ["src/if.ts"])).rejects.toThrow(again);
  });

  test("names the first of several changed files and counts the others", async () => {
    for (const name of ["src/if.ts", "src/switch.ts"]) await edit(name, (text) => `\n${text}`);
    await expect(trust(copy.path, report, ["src/if.ts", "src/switch.ts"])).rejects.toThrow(
      'in "src/if.ts" (and 1 file more)',
    );
  });

  test("is not trusted for files that it does not name", async () => {
    await writeFile(
      join(copy.path, "src/new.ts"),
      "export const a = (b: number) => (b ? 1 : 2);\n",
    );
    await expect(trust(copy.path, report, ["src/new.ts"])).rejects.toMatchObject({
      code: "untrusted-foreign",
      message: expect.stringMatching(
        /^Could not trust the coverage: it names \d+ files \(".*", \.\.\.\), none of them listed, expected counters of "src\/new\.ts" and the like\. /,
      ),
    });
  });
});

test("an empty report is foreign", () => {
  const inventory = {
    path: "a.ts",
    sha256: "",
    units: [],
    decisions: [],
    sites: [],
    artefacts: [],
  };
  const file = {
    inventory,
    findings: [],
    unmatched: [],
    unjoined: [],
    unitHits: new Map(),
    measured: false,
  };
  expect(() => assertTrusted({ files: [file], stale: [], notListed: [] })).toThrow(
    'Could not trust the coverage: it names no file, expected counters of "a.ts" and the like.',
  );
});

test("too many branches that fit nothing are not trusted", () => {
  const inventory = {
    path: "a.ts",
    sha256: "",
    units: [],
    decisions: [],
    sites: [],
    artefacts: [],
  };
  const start = { line: 7, column: 0 };
  const strange = { path: "a.ts", kind: "if", start, reason: "not-in-source" } as const;
  const file = {
    inventory,
    findings: [],
    unmatched: [strange, strange, strange],
    unjoined: [],
    unitHits: new Map(),
    measured: true,
  };
  expect(() => assertTrusted({ files: [file], stale: [], notListed: [] })).toThrow(
    "Could not trust the coverage: 3 of its branches (the first at a.ts:7) fit nothing in the source, " +
      `expected the code that was measured. ${again}`,
  );
});
