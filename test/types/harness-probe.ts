import { env } from "cloudflare:workers";
import { expectTypeOf } from "vitest";
import { type Client, type Collection, type Scope, expect } from "footlights/harness";

/** What a chat room sends. */
type ServerMessage =
  | { readonly type: "joined"; readonly user: string; readonly members: readonly string[] }
  | {
      readonly type: "said";
      readonly by: { readonly name: string; readonly id: number };
      readonly text: string;
    }
  | { readonly type: "error"; readonly code: number };

/** What it takes. */
type ClientMessage =
  | { readonly type: "join"; readonly user: string }
  | { readonly type: "say"; readonly text: string };

export async function narrowsByPattern(
  client: Client<ServerMessage, ClientMessage>,
): Promise<void> {
  const joined = await client.receive({ type: "joined" });
  expectTypeOf(joined.members).toEqualTypeOf<readonly string[]>();
  const said = await client.expectMessage({ by: { name: "ada" } });
  expectTypeOf(said.type).toEqualTypeOf<"said">();
  const withMatcher = await client.receive({ type: "error", code: expect.any(Number) });
  expectTypeOf(withMatcher.code).toEqualTypeOf<number>();
  const list = await client.receive({ members: ["ada", expect.any(String)] });
  expectTypeOf(list.user).toEqualTypeOf<string>();
}

export async function narrowsByUnions(
  client: Client<ServerMessage, ClientMessage>,
  type: "joined" | "said",
  any: ServerMessage["type"],
  code: 1 | 2,
): Promise<void> {
  const either = await client.receive({ type });
  expectTypeOf(either.type).toEqualTypeOf<"joined" | "said">();
  expectTypeOf(await client.receive({ type: any })).toEqualTypeOf<ServerMessage>();
  const failed = await client.expectMessage({ type: "error", code });
  expectTypeOf(failed.code).toEqualTypeOf<number>();
  const [first] = await client.expectAllOf([{ type }]);
  expectTypeOf(first.type).toEqualTypeOf<"joined" | "said">();
  await client.expectNoMessage({ type });
  client.collect({ type: any });
  const reply = await client.call({ type: "join", user: "ada" }, { type });
  expectTypeOf(reply.type).toEqualTypeOf<"joined" | "said">();
  const wrong = "said" as "said" | "left";
  // @ts-expect-error -- one of the two is the type of no message
  await client.receive({ type: wrong });
}

export async function narrowsByRegularExpressionsWithin(
  client: Client<ServerMessage, ClientMessage>,
): Promise<void> {
  const said = await client.receive({ text: /^hi/, by: { name: /^a/ } });
  expectTypeOf(said.type).toEqualTypeOf<"said">();
  const some = await client.receive({ type: /^(?:joined|error)$/ });
  expectTypeOf(some).toEqualTypeOf<ServerMessage>();
  const list = await client.receive({ members: [/^a/] });
  expectTypeOf(list.user).toEqualTypeOf<string>();
  await client.expectNoMessage({ type: /error/ });
  // @ts-expect-error -- a code is a number
  await client.receive({ type: "error", code: /1/ });
}

export async function refusesWhatNoMessageHas(
  client: Client<ServerMessage, ClientMessage>,
): Promise<void> {
  // @ts-expect-error -- no message has this type
  await client.receive({ type: "left" });
  // @ts-expect-error -- "joined" has no text
  await client.receive({ type: "joined", text: "hi" });
  // @ts-expect-error -- no message has this field
  await client.receive({ typ: "joined" });
  // @ts-expect-error -- a code is a number
  await client.expectMessage({ type: "error", code: "E1" });
  // @ts-expect-error -- there is no such field inside `by`
  await client.receive({ type: "said", by: { nick: "ada" } });
  // @ts-expect-error -- a client may not say this
  client.send({ type: "kick" });
  // @ts-expect-error -- a field is missing
  client.send({ type: "say" });
  // @ts-expect-error -- a predicate gets the protocol's messages
  await client.receive((message) => message.text === "hi");
}

export async function narrowsByOtherMatchers(
  client: Client<ServerMessage, ClientMessage>,
): Promise<void> {
  const isError = (message: ServerMessage): message is ServerMessage & { type: "error" } =>
    message.type === "error";
  const guarded = await client.receive(isError);
  expectTypeOf(guarded.code).toEqualTypeOf<number>();
  expectTypeOf(await client.receive(/^hello/)).toEqualTypeOf<string>();
  expectTypeOf(await client.receive("hello")).toEqualTypeOf<string>();
  expectTypeOf(await client.receive(new Uint8Array([1]))).toEqualTypeOf<Uint8Array>();
  expectTypeOf(await client.receive()).toEqualTypeOf<ServerMessage>();
  const said = await client.receive((message) => message.type === "said");
  expectTypeOf(said.text).toEqualTypeOf<string>();
  const any = await client.receive((message) => message.type.length === 4);
  expectTypeOf(any).toEqualTypeOf<ServerMessage>();
  const reply = await client.call({ type: "join", user: "ada" }, { type: "joined" });
  expectTypeOf(reply.user).toEqualTypeOf<string>();
  // @ts-expect-error -- no reply has this type
  await client.call({ type: "join", user: "ada" }, { type: "left" });
  const errors = client.collect({ type: "error" });
  expectTypeOf(errors).toExtend<Collection<{ readonly type: "error"; readonly code: number }>>();
}

export async function worksWithoutProtocol(scope: Scope): Promise<void> {
  const client = await scope.connect(env.ECHO);
  const reply = await client.receive({ type: "task_assigned", nested: { a: [1, 2] } });
  expectTypeOf(reply.worker).toEqualTypeOf<unknown>();
  client.send("text");
  client.send(new Uint8Array([1, 2]));
  client.send({ any: "thing" });
}

export async function knowsActors(scope: Scope): Promise<void> {
  const counter = scope.actor(env.COUNTER);
  expectTypeOf(counter.rpc.increment).parameters.toEqualTypeOf<[by?: number | undefined]>();
  expectTypeOf(counter.rpc.stored()).toEqualTypeOf<Promise<number>>();
  // @ts-expect-error -- a parameter is a number
  await counter.rpc.increment("1");
  // @ts-expect-error -- there is no such method
  await counter.rpc.decrement();
  // @ts-expect-error -- an entry of the runtime is no method
  await counter.rpc.fetch("/");
  expectTypeOf(
    await counter.inside((instance) => instance.sinceConstruction()),
  ).toEqualTypeOf<number>();
}

export async function typesListsOfMatchers(
  client: Client<ServerMessage, ClientMessage>,
): Promise<void> {
  const isError = (message: ServerMessage): message is ServerMessage & { type: "error" } =>
    message.type === "error";
  const [joined, text, error, bytes] = await client.expectAllOf([
    { type: "joined" },
    /hello/,
    isError,
    new Uint8Array([1]),
  ]);
  expectTypeOf(joined.members).toEqualTypeOf<readonly string[]>();
  expectTypeOf(text).toEqualTypeOf<string>();
  expectTypeOf(error.code).toEqualTypeOf<number>();
  expectTypeOf(bytes).toEqualTypeOf<Uint8Array>();
  // @ts-expect-error -- no message has this type
  await client.expectSequence([{ type: "joined" }, { type: "left" }]);
  // @ts-expect-error -- no message has this type
  await client.expectNoMessage({ type: "left" });
  // @ts-expect-error -- no message has this type
  await client.receiveWhile({ type: "left" });
  expectTypeOf(await client.receiveUntil({ type: "error" })).toEqualTypeOf<
    readonly ServerMessage[]
  >();
  client.autoPilot({ type: "error" }, (message) => {
    expectTypeOf(message.code).toEqualTypeOf<number>();
    return { type: "say", text: "oops" };
  });
  // @ts-expect-error -- a client may not say this
  client.autoPilot({ type: "error" }, () => ({ type: "kick" }));
  for await (const message of client) expectTypeOf(message).toEqualTypeOf<ServerMessage>();
}
