import { env } from "cloudflare:workers";
import * as v from "valibot";
import { describe } from "vitest";
import { z } from "zod";
import { type UntypedMessage, expect, test } from "footlights/harness";
import type { Script } from "./actors/scripted.ts";

// The libraries that most Workers validate with, as they are: zod 4.6 and valibot 1.5.
const libraries = [
  [
    "zod",
    z.object({
      type: z.literal("moved"),
      at: z.iso.datetime().transform((text) => new Date(text)),
    }),
    z.object({ type: z.string(), n: z.number().default(7) }),
    'Invalid input: expected "moved"',
  ],
  [
    "valibot",
    v.object({
      type: v.literal("moved"),
      at: v.pipe(
        v.string(),
        v.isoTimestamp(),
        v.transform((text) => new Date(text)),
      ),
    }),
    v.object({ type: v.string(), n: v.optional(v.number(), 7) }),
    'Invalid type: Expected "moved" but received "said"',
  ],
] as const;

const AT = "2030-01-01T12:00:00.000Z";
const moved = { type: "moved", at: new Date(AT) };

describe.each(libraries)("a schema of %s", (vendor, move, withDefault, difference) => {
  test("takes what it accepts and gives its output", async ({ scope }) => {
    const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED);
    client.send({ do: "say", messages: [{ type: "said" }, { type: "moved", at: AT }, "text"] });
    expect(await client.receive(move)).toEqual(moved);
    expect(await client.expectMessage(withDefault)).toEqual({ type: "said", n: 7 });
    expect(await client.receive()).toBe("text");
  });

  test("serves every verb", async ({ scope }) => {
    const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED);
    const views = client.collect(move);
    client.send({
      do: "say",
      messages: [{ type: "said" }, { type: "moved", at: AT }, { type: "moved", at: AT }],
    });
    expect(await views.atLeast(2)).toEqual([moved, moved]);
    expect(await client.expectAllOf([move, withDefault])).toEqual([moved, { type: "said", n: 7 }]);
    await expect(client.expectNoMessage(move)).rejects.toMatchObject({ code: "mismatch" });
    expect(await client.receiveWhile(move)).toEqual([moved]);
    await client.expectNoMessage(move);
  });

  test("says by its name, and in its words, why nothing matched", async ({ scope }) => {
    const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED, { name: "alice" });
    client.send({ do: "say", messages: [{ type: "said", at: AT }] });
    await expect(client.expectMessage(move)).rejects.toThrow(
      `expected a message of the ${vendor} schema.\n  ${difference}`,
    );
  });
});

describe("a schema that answers later", () => {
  test.for([
    ["zod", z.string().refine(async () => true)],
    [
      "valibot",
      v.pipeAsync(
        v.string(),
        v.checkAsync(async () => true),
      ),
    ],
  ] as const)("of %s is refused with what to do instead", async ([vendor, later], { scope }) => {
    const client = await scope.connect<string, Script>(env.SCRIPTED);
    client.send({ do: "say", messages: ["text"] });
    await scope.settle();
    expect(() => client.collect(later)).toThrow(
      `Could not match with a ${vendor} schema: found an asynchronous one, expected a synchronous one. Validate the message after it was received.`,
    );
  });
});
