import { expect, test } from "vitest";
import { analyze } from "../../../analyzer/analyze.ts";
import { reportPiecewise } from "../../../analyzer/piecewise/report-piecewise.ts";
import { renderers } from "../../../analyzer/render/index.ts";
import { type CountedProject, countedProject } from "./counted-project.ts";

const PLAIN = (name: string): string => `import { LIMIT, isBig, MODES } from "./limits.ts";
export function ${name}(value: number, mode: string): string {
  if (value > LIMIT) return "over";
  if (isBig(value) && mode === MODES[0]) return "big";
  return value === 0 ? "none" : mode || "some";
}
`;

const FILES = {
  "package.json": `{ "name": "app" }`,
  "tsconfig.json": `{ "compilerOptions": { "lib": ["es5"], "types": [] } }`,
  "wrangler.jsonc": `{ "main": "src/room.ts", "durable_objects": { "bindings": [{ "name": "ROOMS", "class_name": "Room" }] } }`,
  "src/limits.ts": `export const LIMIT = 7;
export const MODES = ["fast", "slow"] as const;
export function isBig(value: number): boolean { return value > LIMIT * 2; }
`,
  "src/room.ts": `import { DurableObject } from "cloudflare:workers";
import { LIMIT } from "./limits.ts";
import { weigh } from "./weigh.ts";
export class Room extends DurableObject {
  handle(message: { type: string; count: number }): string {
    switch (message.type) {
      case "join": return weigh(message.count);
      case "leave": return message.count > LIMIT ? "late" : "early";
    }
    return "";
  }
}
`,
  "src/weigh.ts": `export const HEAVY = 3;
export function weigh(count: number): string {
  if (count > HEAVY) return "heavy";
  return count < 0 ? "less than nothing" : "light";
}
`,
  "src/types.ts": `export type Kind = "a" | "b";
`,
  "src/kinds.ts": `import type { Kind } from "./types.ts";
export function name(kind: Kind): string {
  let found = "";
  switch (kind) {
    case "a": found = "first"; break;
    case "b": found = "second"; break;
  }
  return found;
}
`,
  "src/one.ts": PLAIN("one"),
  "src/two.ts": PLAIN("two"),
  "src/three.ts": PLAIN("three"),
};

const formats = renderers.filter(({ format }) => ["text", "json", "lcov"].includes(format));

/** The report in three formats, and how many files were looked at for it. */
async function report({ cwd }: CountedProject, cache: boolean) {
  const options = { cwd, paths: ["src"], coverage: ["coverage-final.json"] };
  const looks: string[] = [];
  const { report, close } = await reportPiecewise({
    ...options,
    profile: "full",
    cache,
    startedAt: Date.now() + 1000,
    onProgress: (text) => looks.push(text),
  });
  const documents = formats.map((format) => format.report(report, {}));
  close();
  return { documents, looks: looks.length };
}

async function reportCold(project: CountedProject) {
  return { documents: (await report(project, false)).documents };
}

async function reportWhole({ cwd }: CountedProject): Promise<readonly string[]> {
  const options = { cwd, paths: ["src"], coverage: ["coverage-final.json"] };
  const whole = await analyze({ ...options, cache: false });
  return formats.map((format) => format.report(whole, {}));
}

type Edit = (project: CountedProject, step: number) => void;

const toggle =
  (path: string, one: string, other: string): Edit =>
  ({ edit }) =>
    edit(path, (text) =>
      text.includes(one) ? text.replaceAll(one, other) : text.replaceAll(other, one),
    );

const edits: readonly Edit[] = [
  ({ edit }, step) => edit("src/one.ts", (text) => `${text}// ${step}\n`),
  ({ edit }, step) => edit("src/two.ts", (text) => `// ${step}\n${text}`),
  ({ edit }, step) => edit("src/limits.ts", (text) => text.replace(/= \d+/, `= ${step}`)),
  ({ edit }, step) => edit("src/weigh.ts", (text) => text.replace(/= \d+/, `= ${step}`)),
  ({ write }, step) => write(`src/more${step}.ts`, PLAIN(`more${step}`)),
  ({ list, remove }) => remove(list().find((path) => path.includes("more")) ?? "src/three.ts"),
  ({ write }) => write("src/three.ts", PLAIN("three")),
  ({ rerun }) => rerun("src/two.ts"),
  ({ rerun }) => rerun("src/weigh.ts"),
  ({ rerun }) => rerun("src/kinds.ts"),
  ({ list, rerun }) => list().forEach(rerun),
  toggle("src/types.ts", `"a" | "b"`, `"a" | "b" | "c"`),
  toggle("src/room.ts", `"leave"`, `"quit"`),
  toggle("wrangler.jsonc", `"ROOMS"`, `"PLACES"`),
  toggle("src/room.ts", `weigh(message.count)`, `"joined"`),
  toggle("src/limits.ts", `value > LIMIT * 2`, `value === 99`),
  toggle("src/one.ts", "export function one", "export class One {} function one"),
  toggle("src/two.ts", `"./limits.ts"`, `"app/limits"`),
  toggle("package.json", `{ "name": "app" }`, `{ "name": "app", "exports": "./src/*.ts" }`),
  ({ write }) =>
    write(
      "src/late.ts",
      `import { Room } from "./room.ts";\nexport class Late extends Room { alarm() { if (this.handle) return 1; return 2; } }\n`,
    ),
  toggle("src/late.ts", "extends Room", "extends Object"),
];

/** The same numbers in every run: the last digits of a sequence that takes each value once. */
function* sequence(count: number): Generator<number> {
  for (let step = 1, value = 7; step <= count; step += 1) {
    value = (value * 1103 + 12345) % 65536;
    yield value;
  }
}

test("is byte for byte what a run over everything gives, after any edits", async () => {
  const project = countedProject(FILES);
  project.cover();
  expect((await report(project, true)).looks).toBe(project.list().length);
  let step = 0;
  for (const choice of [...edits.keys(), ...sequence(24)]) {
    step += 1;
    const edit = edits[choice % edits.length];
    // An edit of a file that another edit has removed does nothing.
    if (choice % edits.length === 20 && !project.list().includes("src/late.ts")) continue;
    edit?.(project, step);
    project.cover();
    const { documents } = await report(project, true);
    const where = { step, edit: choice % edits.length };
    expect({ ...where, documents }).toEqual({ ...where, ...(await reportCold(project)) });
    expect({ ...where, documents }).toEqual({ ...where, documents: await reportWhole(project) });
  }
}, 120_000);

test.each<readonly [string, Edit, number]>([
  ["nothing changed", () => undefined, 0],
  ["a comment came to a file", ({ edit }) => edit("src/one.ts", (text) => `${text}//\n`), 1],
  ["the runs of a file came out otherwise", ({ rerun }) => rerun("src/two.ts"), 1],
  // One, two and three compare with its constants, as does the actor, whose file and helper are looked at together.
  ["a constant changed", toggle("src/limits.ts", "= 7", "= 8"), 6],
  ["a helper of the actor changed", toggle("src/weigh.ts", "= 3", "= 4"), 3],
])("looks at no more files than it has to: %s", async (_name, edit, looks) => {
  const project = countedProject(FILES);
  project.cover();
  await report(project, true);
  edit(project, 0);
  project.cover();
  expect((await report(project, true)).looks).toBe(looks);
});
