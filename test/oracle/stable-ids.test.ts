import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { listFile } from "../../analyzer/inventory/index.ts";
import type { Decision } from "../../analyzer/model.ts";
import { listDecisionCases } from "../analyzer/inventory/decision-cases.ts";
import { formatted } from "./layouts/formatted.ts";
import { rewritten } from "./layouts/rewritten.ts";

interface Source {
  readonly path: string;
  readonly text: string;
}

const actors = fileURLToPath(new URL("../../reference-actors/", import.meta.url));

const sources: readonly Source[] = [
  ...listDecisionCases().map(({ name, inputName, text }) => ({
    path: `fixtures/decisions/${name}/${inputName}`,
    text,
  })),
  ...readdirSync(actors, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => ({
      path: `reference-actors/${path}`,
      text: readFileSync(`${actors}${path}`, "utf8"),
    })),
];

function listDecisions({ path, text }: Source): readonly Decision[] {
  const inventory = listFile(path, text, "full");
  if ("reason" in inventory) throw new Error(`${path}: ${inventory.reason}`);
  return inventory.decisions;
}

function listIds(decisions: readonly Decision[]): readonly string[] {
  return decisions.flatMap(({ outcomes }) => outcomes.map(({ id }) => id));
}

/** The decisions of a text whose ids another form of it does not have, or has in another order. */
function listLost(before: Source, after: Source): readonly string[] {
  const decisions = listDecisions(before);
  const now = listDecisions(after);
  if (listIds(decisions).join() === listIds(now).join()) return [];
  const kept = new Set(now.map(({ id }) => id));
  const lost = decisions.filter(({ id }) => !kept.has(id)).map(({ alias }) => alias);
  return [`${before.path} lost: ${lost.join(", ") || "the order"}`];
}

test("compares more than 500 ids", () => {
  const ids = new Set(sources.flatMap((source) => listIds(listDecisions(source))));
  expect(ids.size).toBeGreaterThan(500);
});

test.for([...formatted, ...rewritten])("keeps every id of $name", async ({ rewrite }) => {
  const lost: string[] = [];
  let changed = 0;
  for (const { path, text } of sources) {
    const other = await rewrite(path, text);
    if (other !== text) changed += 1;
    lost.push(...listLost({ path, text }, { path, text: other }));
  }
  expect(lost).toEqual([]);
  expect(changed).toBeGreaterThan(sources.length / 4);
});

test("keeps every id of a file that is moved and renamed", () => {
  const lost = sources.flatMap(({ path, text }) =>
    listLost({ path, text }, { path: `elsewhere/renamed${extname(path)}`, text }),
  );
  expect(lost).toEqual([]);
});
