import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listMarkedLines, listReportedLines } from "../harness/node/failing-suite.ts";
import { checkTypes, install, installations, packPackage, runVitest } from "./installations.ts";

const NOISE = /WebSocketPipe|uncaught exception|Unhandled/;
const GAP = /^auction\/src\/messages\.ts:\d+ {2}refuseBid/gm;

let home: string;
let packed: string;

beforeAll(async () => {
  home = mkdtempSync(join(realpathSync(tmpdir()), "footlights-compat-"));
  packed = await packPackage(home);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe.each(installations)("$name", ({ name, facts }) => {
  let project: string;

  beforeAll(async () => {
    console.log(`Installing ${name} from its lockfile ...`);
    project = await install(name, home, packed);
  });

  // Each has some hundred megabytes.
  afterAll(() => rmSync(join(home, name), { recursive: true, force: true }));

  test("runs the harness suite, reports its gaps and passes the gate", async () => {
    const { status, output } = await runVitest(project, "--coverage");
    expect(output).toMatch(/Tests\s+15 passed \(15\)/);
    expect(output.match(GAP)).toHaveLength(1);
    expect(output).toContain("Gate passed");
    expect(output).not.toMatch(NOISE);
    expect(status).toBe(0);
    // A pin: where a version of Vitest changes one of these, look at analyzer/vitest/plugin.ts.
    expect(JSON.parse(/^facts: (.+)$/m.exec(output)?.[1] ?? "{}")).toEqual(facts);
  });

  test("names the right line of each failure, and fails the gate, with several projects", async () => {
    const flags = ["--coverage", "--coverage.reportOnFailure"];
    const { status, output } = await runVitest(project, "--mode", "projects", ...flags);
    const marked = await listMarkedLines(join(project, "failing", "test", "failing.test.ts"));
    expect(marked.size).toBe(10);
    expect(listReportedLines(output)).toEqual(marked);
    expect(output.match(/^ FAIL /gm)).toHaveLength(marked.size);
    expect(output.match(GAP)).toHaveLength(1);
    expect(output).toContain("Gate failed");
    expect(output).not.toMatch(NOISE);
    expect(status).toBe(1);
  });

  test("has types that fit", async () => {
    expect(await checkTypes(project)).toEqual({ status: 0, output: "" });
  });
});
