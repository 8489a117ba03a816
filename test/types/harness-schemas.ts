import * as v from "valibot";
import { expectTypeOf } from "vitest";
import { z } from "zod";
import type { Client, Collection } from "footlights/harness";

/** What a chat room sends. */
type ServerMessage =
  | { readonly type: "joined"; readonly user: string }
  | { readonly type: "error"; readonly code: number };

const joined = z.object({ type: z.literal("joined"), user: z.string() });
const joinedAt = joined.extend({ at: z.string().transform((text) => new Date(text)) });
const failed = v.object({ type: v.literal("error"), code: v.number() });
const text = v.pipe(v.string(), v.transform(Number));

interface Joined {
  type: "joined";
  user: string;
}
interface JoinedAt extends Joined {
  at: Date;
}
interface Failed {
  type: "error";
  code: number;
}

export async function givesTheOutputOfASchema(client: Client<ServerMessage>): Promise<void> {
  expectTypeOf(await client.receive(joined)).toEqualTypeOf<Joined>();
  expectTypeOf(await client.receive(joinedAt)).toEqualTypeOf<JoinedAt>();
  expectTypeOf(await client.expectMessage(failed)).toEqualTypeOf<Failed>();
  expectTypeOf(await client.fishForMessage(text)).toEqualTypeOf<number>();
  expectTypeOf(await client.call({ type: "join" }, failed)).toEqualTypeOf<Failed>();
  expectTypeOf(client.collect(failed)).toEqualTypeOf<Collection<Failed>>();
  const [first, second, third] = await client.expectAllOf([joined, failed, { type: "error" }]);
  expectTypeOf(first).toEqualTypeOf<Joined>();
  expectTypeOf(second).toEqualTypeOf<Failed>();
  expectTypeOf(third.code).toEqualTypeOf<number>();
  await client.expectNoMessage(failed);
  client.autoPilot(joined, (message) => {
    expectTypeOf(message).toEqualTypeOf<Joined>();
    return undefined;
  });
  // @ts-expect-error -- the schema's output has no such field
  void (await client.receive(joined)).code;
}
