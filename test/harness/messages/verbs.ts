import { env } from "cloudflare:workers";
import { z } from "zod";
import { expect } from "footlights/harness";
import { type Provocation, connectScripted } from "./provocation.ts";

const soon = { deadlineMs: 20 };
const AROUND = String.raw`\n  received: nothing at all\n  socket: open; 0 sent[^]*`;

function trip(): boolean {
  throw new RangeError("out of range");
}

/** What the verbs of probes say. */
export const verbs: readonly Provocation[] = [
  {
    promise: "receive takes a message that matches",
    code: "deadline",
    says: new RegExp(
      String.raw`^Could not receive \{ type: "joined" \} on socket "alice": found nothing that matches within 20 ms\.${AROUND}`,
    ),
    provoke: async (scope) => (await connectScripted(scope)).receive({ type: "joined" }, soon),
  },
  {
    promise: "receive says why each message is not the one",
    code: "deadline",
    says: /^Could not receive \{ n: 5 \}[^]*\n {2}received: 12 in all, 12 unread\n {4}… 2 older ones\n {4}#2 \{ n: 0 \} {2}\(n: expected 5, received 0\)/,
    provoke: async (scope) => {
      const client = await connectScripted(scope, ...Array.from({ length: 12 }, () => ({ n: 0 })));
      return client.receive({ n: 5 }, soon);
    },
  },
  {
    promise: "receive says what was read before, and of binary frames how long they are",
    code: "deadline",
    says: /^Could not receive <2 bytes 01 02> on socket "alice"[^]*#1 "a" {2}\(other bytes\)[^]*\n {2}read or ignored before: #0 "b"\n {2}socket: open; 1 sent, last \{ do: "say", messages: \["b", "a"\] \}/,
    provoke: async (scope) => {
      const client = await connectScripted(scope, "b", "a");
      await client.receive();
      return client.receive(new Uint8Array([1, 2]), soon);
    },
  },
  {
    promise: "receive says what actors do meanwhile",
    code: "deadline",
    says: /\n {2}actors\n {4}ScriptedActor "[^"]+": waitUntil at test\/harness\/messages\/verbs\.ts:\d+:\d+, for \d+ ms\n {2}timeline\n/,
    provoke: async (scope) => {
      const client = await connectScripted(scope, "a");
      const actor = scope.actor(env.SCRIPTED, "alice");
      await actor.inside((_instance, state) => state.waitUntil(new Promise(() => {})));
      return client.receive("x", soon).finally(() => actor.crash());
    },
  },
  {
    promise: "receive takes text by a pattern",
    code: "deadline",
    says: /^Could not receive \/x\/ on socket "alice"[^]*#0 "a" {2}\(the text does not match\)\n {4}#1 <3 bytes 07 07 07> {2}\(expected text, received a binary frame\)/,
    provoke: async (scope) => {
      const client = await connectScripted(scope, "a");
      client.send({ do: "bytes", length: 3 });
      await scope.settle();
      return client.receive(/x/, soon);
    },
  },
  {
    promise: "receive takes text that is equal",
    code: "deadline",
    says: /^Could not receive "x" on socket "alice"[^]*#0 "a" {2}\(expected exactly this text\)/,
    provoke: async (scope) => (await connectScripted(scope, "a")).receive("x", soon),
  },
  {
    promise: "receive takes what a predicate accepts",
    code: "deadline",
    says: /#0 \{ at: "Invalid Date" \} {2}\(the predicate returned false\)/,
    provoke: async (scope) => {
      const client = await connectScripted(scope, { at: "Invalid Date" });
      return client.receive(() => false, soon);
    },
  },
  {
    promise: "receive passes over what a predicate trips over",
    code: "deadline",
    says: /#0 \{ n: 1 \} {2}\(the predicate threw RangeError: out of range\)/,
    provoke: async (scope) => {
      const client = await connectScripted(scope, { n: 1 });
      return client.receive(trip, soon);
    },
  },
  {
    promise: "receive names dates that are none",
    code: "deadline",
    says: /^Could not receive \{ at: Invalid Date \} on/,
    provoke: async (scope) =>
      (await connectScripted(scope)).receive({ at: new Date(Number.NaN) }, soon),
  },
  {
    promise: "a schema answers at once",
    code: "usage",
    says: /^Could not match with a zod schema: found an asynchronous one, expected a synchronous one\. Validate the message after it was received\.$/,
    provoke: async (scope) => {
      const client = await connectScripted(scope, "a");
      return client.collect(z.string().refine(async () => true));
    },
  },
  {
    promise: "a schema accepts the next message",
    code: "mismatch",
    says: /^Could not take the expected message on socket "alice": found #0 "a", expected a message of the zod schema\.\n {2}Invalid input: expected number, received string\n {2}sent by ScriptedActor "[^"]+" at test\/harness\/actors\/scripted\.ts:\d+:\d+, in webSocketMessage$/,
    provoke: async (scope) => (await connectScripted(scope, "a")).expectMessage(z.number()),
  },
  {
    promise: "expectMessage is given a message",
    code: "deadline",
    says: /^Could not take the expected message on socket "alice": found none, expected any message within 20 ms\./,
    provoke: async (scope) => (await connectScripted(scope)).expectMessage(undefined, soon),
  },
  {
    promise: "fishForMessage drops only what it may",
    code: "mismatch",
    says: /^Could not fish for \{ n: 2 \} on socket "alice": found #0 \{ n: 1 \}, expected \{ n: 2 \}\.\n {2}n: expected 2, received 1\n/,
    provoke: async (scope) =>
      (await connectScripted(scope, { n: 1 })).fishForMessage({ n: 2 }, { skip: { n: 0 } }),
  },
  {
    promise: "receiveN is given so many",
    code: "deadline",
    says: /^Could not receive 2 messages on socket "alice": found 1 within 20 ms\./,
    provoke: async (scope) => (await connectScripted(scope, "a")).receiveN(2, soon),
  },
  {
    promise: "receiveN is given a count",
    code: "usage",
    says: /^Could not receive messages: found the count 1\.5, expected a whole number\.$/,
    provoke: async (scope) => (await connectScripted(scope)).receiveN(1.5),
  },
  {
    promise: "receiveUntil sees the last one",
    code: "deadline",
    says: /^Could not receive messages until \{ done: true \} on socket "alice": found 1 others within 20 ms\./,
    provoke: async (scope) =>
      (await connectScripted(scope, "a")).receiveUntil({ done: true }, soon),
  },
  {
    promise: "expectSequence sees all of them",
    code: "deadline",
    says: /^Could not see the expected sequence of 2 on socket "alice": found 1, next is "b" within 20 ms\./,
    provoke: async (scope) => (await connectScripted(scope, "a")).expectSequence(["a", "b"], soon),
  },
  {
    promise: "expectSequence sees nothing else in between",
    code: "mismatch",
    says: /^Could not see the expected sequence of 2 on socket "alice": at number 2, found #1 "c", expected "b"\.\n {2}expected exactly this text\n/,
    provoke: async (scope) => (await connectScripted(scope, "a", "c")).expectSequence(["a", "b"]),
  },
  {
    promise: "expectAllOf sees each of them",
    code: "deadline",
    says: /^Could not see all of 2 expected messages on socket "alice": missed "b" within 20 ms\./,
    provoke: async (scope) => (await connectScripted(scope, "a")).expectAllOf(["a", "b"], soon),
  },
  {
    promise: "a collection grows",
    code: "deadline",
    says: /^Could not collect 2 of a message of the zod schema on socket "alice" within 20 ms: found 1\.\n/,
    provoke: async (scope) =>
      (await connectScripted(scope, "a")).collect(z.string()).atLeast(2, soon),
  },
  {
    promise: "a reply carries the id of its request",
    code: "deadline",
    says: /^Could not receive the reply any message with id "r1" on socket "alice"[^]*\(id: expected "r1", received "r2"\)/,
    provoke: async (scope) => {
      const client = await connectScripted(scope);
      const request = { do: "say", messages: [{ id: "r2" }], id: "r1" } as const;
      return client.call(request, undefined, { deadlineMs: 200 });
    },
  },
  {
    promise: "a probe is delivered to",
    code: "deadline",
    says: /^Could not receive "x" on probe: found nothing that matches within 20 ms\.[^]*\n {2}probe: delivered to by hand$/,
    provoke: async (scope) => {
      const probe = scope.probe<string>();
      expect(probe.messages).toEqual([]);
      return probe.receive("x", soon);
    },
  },
];
