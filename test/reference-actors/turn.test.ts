import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import type { Context } from "../../reference-actors/actor-system/behavior.ts";
import { openScripted, spawn, stateOf, tell } from "./scripted-actors.ts";

describe("a message", () => {
  test("reaches its actor and whom that tells, in the order in which they were sent", () => {
    const send = openScripted(
      { go: () => [tell("a", "1"), tell("b", "2"), tell("a", "3")] },
      { a: "restart", b: "restart" },
    );
    const outcome = send("go");
    expect(stateOf(outcome, "a")).toEqual(["1", "3"]);
    expect(stateOf(outcome, "b")).toEqual(["2"]);
  });

  test("is answered to the outside", () => {
    const send = openScripted({
      ask: ({ sender }) => [{ do: "reply", to: sender, message: "here" }],
    });
    expect(send("ask").reply).toBe("here");
    expect(send("say").reply).toBeUndefined();
  });

  test("is answered to the actor that asked, under its correlation", () => {
    const heard: Context[] = [];
    const send = openScripted(
      {
        go: () => [{ do: "ask", to: "other", message: "question", correlation: "7" }],
        question: ({ sender }) => [{ do: "reply", to: sender, message: "answer" }],
        answer: (context) => {
          heard.push(context);
          return [];
        },
      },
      { other: "restart" },
    );
    send("go");
    const sender = { path: "other", correlation: "7" };
    expect(heard).toEqual([{ self: "root", sender, now: 1000 }]);
  });

  test("to nobody is a dead letter", () => {
    const send = openScripted({});
    expect(send("hello", "nobody").deadLetters).toEqual([
      {
        to: "nobody",
        sender: { path: null, correlation: "asker" },
        message: "hello",
        reason: "found no such actor",
      },
    ]);
  });

  test("that answers an asker of another turn is a dead letter", () => {
    const gone = { path: null, correlation: "gone" };
    const send = openScripted({ go: () => [{ do: "reply", to: gone, message: "late" }] });
    const { reply, deadLetters } = send("go");
    expect(reply).toBeUndefined();
    expect(deadLetters).toMatchObject([{ to: "outside", reason: "found the asker gone" }]);
  });

  test("beyond a thousand that wait for an actor is a dead letter", () => {
    const flood = Array.from({ length: 1002 }, (_value, index) => tell("a", index));
    const outcome = openScripted({ go: () => flood }, { a: "restart" })("go");
    expect(stateOf(outcome, "a")).toHaveLength(1000);
    expect(outcome.deadLetters.map(({ message }) => message)).toEqual([1000, 1001]);
    expect(outcome.deadLetters[0]?.reason).toBe("found its mailbox full of 1000 messages");
  });

  test("that sets off messages without end changes nothing", () => {
    const send = openScripted({ loop: ({ self }) => [tell(self, "loop")] });
    expect(() => send("loop")).toThrow(
      "Could not take the message: found more than 10000 messages set off by it, expected an end. Everything is as it was; send a message that sets off fewer.",
    );
    expect(stateOf(send("hello"), "root")).toEqual(["hello"]);
  });

  test("may be sent to oneself later, and published", () => {
    const outcome = openScripted({
      go: () => [
        { do: "schedule", afterMs: 500, message: "later" },
        { do: "publish", topic: "news", message: "now" },
      ],
    })("go");
    expect(outcome.scheduled).toEqual([{ to: "root", due: 1500, message: "later" }]);
    expect(outcome.published).toEqual([{ topic: "news", message: "now" }]);
  });
});

describe("an actor", () => {
  test("is started once, below the one that starts it", () => {
    const send = openScripted({ go: () => [spawn("a"), tell("root/a", "1"), spawn("a")] });
    expect(stateOf(send("go"), "root/a")).toEqual(["1"]);
    expect(stateOf(send("go"), "root/a")).toEqual(["1", "1"]);
  });

  test.for([
    ["a name with a slash", spawn("a/b"), 'found the name "a/b"'],
    ["an empty name", spawn(""), 'found the name ""'],
    ["an unknown kind", spawn("a", "other"), 'found no behavior of kind "other"'],
    ["an argument that it cannot start with", spawn("a", "stop", "unable"), "unable to start"],
  ] as const)("is not started with %s", ([, effect, reason]) => {
    const outcome = openScripted({ go: () => [effect] })("go");
    expect(outcome.deadLetters).toMatchObject([{ reason }]);
    expect([...outcome.actors.keys()]).toEqual(["root"]);
  });

  test("ends after the messages that it has, the actors below it first", () => {
    const send = openScripted({
      go: () => [
        spawn("a"),
        tell("root/a", "grow"),
        { do: "stop", name: "a" },
        tell("root/a", "1"),
      ],
      grow: () => [spawn("b"), tell("root/a/b", "2"), tell("root/a/b", "3")],
    });
    const outcome = send("go");
    expect(outcome.actors.get("root/a")).toBeNull();
    expect(outcome.actors.get("root/a/b")).toBeNull();
    expect(outcome.published.map(({ message }) => message)).toEqual([0, 1]);
  });

  test("may end itself", () => {
    const send = openScripted({ go: () => [{ do: "stop", name: null }] }, { "root/a": "restart" });
    const outcome = send("go");
    expect([...outcome.actors.values()]).toEqual([null, null]);
    expect(send("hello").deadLetters).toHaveLength(1);
  });

  test("ends even when it fails to end well", () => {
    const send = openScripted(
      { go: () => [tell("root/a", "unable to end"), { do: "stop", name: "a" }] },
      { "root/a": "restart" },
    );
    const outcome = send("go");
    expect(outcome.deadLetters).toMatchObject([{ to: "root/a", reason: "unable to end" }]);
    expect(outcome.actors.get("root/a")).toBeNull();
  });

  test("is not ended twice", () => {
    const stop = { do: "stop", name: "a" } as const;
    const send = openScripted({ go: () => [stop, stop] }, { "root/a": "restart" });
    expect(send("go").published).toHaveLength(1);
  });
});
