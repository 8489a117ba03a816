import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { footlights, main } from "./footlights.ts";
import { emptyProject, type Project, roomProject } from "./room-project.ts";

/** Enough branches for some megabytes of output: more than a pipe holds. */
function largeProject(): Project {
  const project = emptyProject();
  const lines = Array.from({ length: 10_000 }, (_, n) => `  if (count === ${n}) return "${n}";\n`);
  project.write("src/large.ts", `export function say(count: number) {\n${lines.join("")}}\n`);
  return project;
}

describe("standard output", () => {
  test("is written to its end before the process ends", () => {
    const { cwd } = largeProject();
    const { stdout, status } = footlights(["list", "--json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ totals: { outcomes: 20_000 } });
    expect(status).toBe(0);
  });

  test("may be closed by its reader without a complaint", async () => {
    const { cwd } = largeProject();
    const child = spawn(process.execPath, [main, "list", "--json"], { cwd });
    let stderr = "";
    child.stderr.on("data", (chunk) => (stderr += chunk));
    child.stdout.once("data", () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on("close", resolve));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test.skipIf(!existsSync("/dev/full"))(
    "that takes nothing more is one line and exit code 2, not a failed gate",
    () => {
      const { cwd } = roomProject();
      const full = openSync("/dev/full", "w");
      onTestFinished(() => closeSync(full));
      const { status, stderr } = spawnSync(process.execPath, [main, "report"], {
        cwd,
        encoding: "utf8",
        stdio: ["ignore", full, "pipe"],
      });
      expect(stderr).toBe(
        "Could not write to standard output: found ENOSPC, expected a stream that takes all of it. Free some space, or send the output elsewhere.\n",
      );
      expect(status).toBe(2);
    },
  );

  test.each([
    ["list", "src"],
    ["list", "src", "--json"],
    ["report"],
    ["report", "--json"],
    ["gate"],
    ["gate", "--json"],
  ])("is the same, byte by byte, twice and without the cache: %s %s %s", (...args) => {
    const { cwd } = roomProject();
    const runs = [args, args, [...args, "--no-cache"]].map((line) => footlights(line, { cwd }));
    expect(runs[0]?.stdout).not.toBe("");
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
  });
});

describe("colour", () => {
  const escape = "\u001B[";

  test.each(["list", "report", "gate"])("is left out of %s where there is no terminal", (verb) => {
    const { cwd } = roomProject();
    const { stdout } = footlights([verb], { cwd, env: { NO_COLOR: undefined } });
    expect(stdout).not.toContain(escape);
  });

  test("is added where FORCE_COLOR asks for it", () => {
    const { cwd } = roomProject();
    const env = { NO_COLOR: undefined, FORCE_COLOR: "1" };
    expect(footlights(["report"], { cwd, env }).stdout).toContain(escape);
    expect(footlights(["report", "--json"], { cwd, env }).stdout).not.toContain(escape);
  });

  test("is never added with NO_COLOR", () => {
    const { cwd } = roomProject();
    const env = { NO_COLOR: "1", FORCE_COLOR: "1" };
    expect(footlights(["report"], { cwd, env }).stdout).not.toContain(escape);
  });

  test("never reaches a file", () => {
    const { cwd } = roomProject();
    footlights(["report", "--output", "report.txt"], { cwd, env: { FORCE_COLOR: "1" } });
    expect(readFileSync(join(cwd, "report.txt"), "utf8")).not.toContain(escape);
  });
});

describe("--output", () => {
  test.each(["list", "report", "gate"])("holds what %s would have printed", (verb) => {
    const { cwd } = roomProject();
    const printed = footlights([verb, "src"], { cwd });
    const written = footlights([verb, "src", "--output", "out.txt"], { cwd });
    expect(written).toEqual({ ...printed, stdout: "" });
    expect(readFileSync(join(cwd, "out.txt"), "utf8")).toBe(printed.stdout);
  });

  test("replaces a file whole, through a link to it, and leaves nothing behind", () => {
    const { cwd, write } = roomProject();
    write("reports/old.txt", "old");
    symlinkSync("old.txt", join(cwd, "reports/latest.txt"));
    footlights(["report", "--output", "reports/latest.txt"], { cwd });
    expect(readFileSync(join(cwd, "reports/old.txt"), "utf8")).toContain("never true");
    expect(readdirSync(join(cwd, "reports"))).toEqual(["latest.txt", "old.txt"]);
  });

  test("may be a device", () => {
    const { cwd } = roomProject();
    const run = footlights(["list", "src", "--output", "/dev/null"], { cwd });
    expect(run).toEqual({ status: 0, stdout: "", stderr: "" });
  });
});
