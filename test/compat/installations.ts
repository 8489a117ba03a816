import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const fixtures = join(root, "fixtures", "compat");

/** Versions that people use, and what differs between them as far as this package relies on it. */
export interface Installation {
  /** Its folder in `fixtures/compat`: manifest, lockfile and configuration. */
  readonly name: string;
  /** What {@link Ran.output} says of this Vitest: see `tell-facts.ts` of the suite. */
  readonly facts: {
    readonly vitest: string;
    readonly hooks: readonly string[];
    readonly rootHoldsTests: boolean;
  };
}

const before5 = { hooks: ["experimental_defineCacheKeyGenerator"], rootHoldsTests: false };
const since5 = {
  hooks: ["defineCacheKeyGenerator", "experimental_defineCacheKeyGenerator"],
  rootHoldsTests: true,
};

export const installations: readonly Installation[] = [
  { name: "pool-workers-vitest-4.1", facts: { vitest: "4.1.12", ...before5 } },
  { name: "plugin-vitest-4.1", facts: { vitest: "4.1.12", ...before5 } },
  { name: "plugin-vitest-5.1", facts: { vitest: "5.1.1", ...since5 } },
];

/** What a command left. */
export interface Ran {
  readonly status: number | null;
  /** Both streams, without colours. */
  readonly output: string;
}

/** Packs this package as npm would publish it, into `home`. */
export async function packPackage(home: string): Promise<string> {
  const flags = ["--ignore-scripts", "--silent", "--pack-destination", home];
  const { status, output } = await run("npm", ["pack", ...flags], root);
  const file = /^footlights-\S+\.tgz$/m.exec(output)?.[0];
  if (status !== 0 || file === undefined)
    throw new Error(`Could not pack the package: npm ended with ${status}, expected 0.\n${output}`);
  return join(home, file);
}

/**
 * Puts a project together and installs it from its lockfile, with the packed package in the place of a published one.
 * Nothing above it has a node_modules: what resolves was installed.
 */
export async function install(name: string, home: string, packed: string): Promise<string> {
  const project = join(home, name);
  mkdirSync(project);
  for (const part of ["suite", name]) cpSync(join(fixtures, part), project, { recursive: true });
  const failing = join(root, "fixtures", "projects", "failing-suite");
  for (const part of ["src", "test", "wrangler.jsonc"])
    cpSync(join(failing, part), join(project, "failing", part), { recursive: true });
  cpSync(packed, join(project, "footlights.tgz"));
  matchLock(project);
  const flags = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  const { status, output } = await run("npm", ["ci", "--loglevel=error", ...flags], project);
  if (status !== 0) {
    const what = `Could not install ${name}: "npm ci" ended with ${status}, expected 0.`;
    throw new Error(`${what} See fixtures/compat/README.md on lockfiles.\n${output}`);
  }
  return project;
}

/** The lockfile names the package's dependencies as they were when it was made: they must be those of today. */
function matchLock(project: string): void {
  const today: unknown = readJson(join(root, "package.json")).dependencies;
  const lock = readJson(join(project, "package-lock.json"));
  const locked = lock.packages?.["node_modules/footlights"]?.dependencies;
  if (JSON.stringify(locked) !== JSON.stringify(today))
    throw new Error(
      `Could not install ${project}: its lockfile has other dependencies of footlights than package.json. Make it anew as fixtures/compat/README.md says.`,
    );
}

interface Manifest {
  readonly dependencies?: unknown;
  readonly packages?: Readonly<Record<string, Manifest>>;
}

function readJson(path: string): Manifest {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Runs Vitest as the project has it. */
export function runVitest(project: string, ...flags: readonly string[]): Promise<Ran> {
  const vitest = join(project, "node_modules", "vitest", "vitest.mjs");
  return run(process.execPath, [vitest, "run", ...flags], project);
}

/** Checks the project's types with this repository's compiler, against the versions that the project has. */
export function checkTypes(project: string): Promise<Ran> {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  return run(process.execPath, [tsc, "-p", ".", "--pretty", "false"], project);
}

async function run(command: string, args: readonly string[], cwd: string): Promise<Ran> {
  // What the Vitest around this one sets would be taken for the project's own.
  const own = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST$)/.test(name));
  const child = spawn(command, args, {
    cwd,
    env: { ...Object.fromEntries(own), NO_COLOR: "1", FORCE_COLOR: undefined, CI: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("close", resolve);
    child.once("error", reject);
  });
  const [status, out, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { status, output: out + errors };
}
