import { describe } from "vitest";
import { HarnessError, expect, test } from "footlights/harness";
import { actors } from "./messages/actors.ts";
import { leftovers } from "./messages/leftovers.ts";
import { listTexts, patternOf } from "./messages/list-texts.ts";
import type { Provocation } from "./messages/provocation.ts";
import { sockets } from "./messages/sockets.ts";
import { verbs } from "./messages/verbs.ts";

const provocations: readonly Provocation[] = [...verbs, ...sockets, ...actors, ...leftovers];
const given: string[] = [];

async function catchError({ provoke }: Provocation, scope: Parameters<Provocation["provoke"]>[0]) {
  try {
    await provoke(scope);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  return expect.fail("It kept its promise.");
}

function codeOf(error: Error): Provocation["code"] {
  if (error instanceof AggregateError) return "several";
  return error instanceof HarnessError ? error.code : "actor's own";
}

describe("the promise is broken, and the harness says so:", () => {
  test.for(provocations.map((it) => [it.promise, it] as const))(
    "%s",
    async ([, provocation], { scope }) => {
      const error = await catchError(provocation, scope);
      expect(error.message).toMatch(provocation.says);
      expect(codeOf(error)).toBe(provocation.code);
      given.push(error.message);
    },
  );
});

/** Texts of the source that stand in no message: why each. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "take and stop": "a verdict of the mailbox",
  "leave and stop": "a verdict of the mailbox",
  "not currently running": "what the runtime says",
  "test ended": "the reason of a close frame",
  "the answer was lost": "the reason of a close frame",
  "The operation was aborted due to timeout": "what the runtime's own signal says",
  "no message of the protocol looks like this": "a type",
};

const sources: Readonly<Record<string, string>> = import.meta.glob("../../harness/**/*.ts", {
  query: "?raw",
  import: "default",
  eager: true,
});

test("every text that the source of the harness has for people was seen in a message", () => {
  const texts = Object.entries(sources).flatMap(([path, source]) =>
    listTexts(source).map((text) => ({ path, text })),
  );
  expect(texts.length).toBeGreaterThan(100);
  const unseen = texts
    .filter(({ text }) => !(text in ELSEWHERE))
    .filter(({ text }) => !given.some((message) => patternOf(text).test(message)))
    .map(({ path, text }) => `${path.replace("../../", "")}: ${text}`);
  expect(unseen, unseen.join("\n")).toEqual([]);
});
