import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import { openScripted, spawn, stateOf, tell } from "./scripted-actors.ts";

describe("an actor that fails", () => {
  test("begins anew", () => {
    const send = openScripted({}, { a: "restart" });
    send("1", "a");
    const outcome = send("throw", "a");
    expect(stateOf(outcome, "a")).toEqual([]);
    expect(outcome.deadLetters).toMatchObject([{ message: "throw", reason: "unable to take it" }]);
    expect(stateOf(send("2", "a"), "a")).toEqual(["2"]);
  });

  test("may throw what is no error", () => {
    const [letter] = openScripted({}, { a: "restart" })("throw a text", "a").deadLetters;
    expect(letter?.reason).toBe("unable, in words");
  });

  test("is stopped when it fails a fourth time in a row", () => {
    const send = openScripted({}, { a: "restart" });
    for (const message of ["throw", "throw", "throw", "fine", "throw", "throw", "throw"]) {
      expect(send(message, "a").actors.get("a")).not.toBeNull();
    }
    expect(send("throw", "a").actors.get("a")).toBeNull();
  });

  test("fails again for the first time after a message that it took, though nothing came of it", () => {
    const send = openScripted({}, { a: "restart" });
    for (const message of ["throw", "throw", "throw", "nothing", "throw"]) {
      expect(send(message, "a").actors.get("a")).not.toBeNull();
    }
    expect([...send("nothing", "a").actors.keys()]).toEqual(["a"]);
    expect([...send("nothing", "a").actors.keys()]).toEqual([]);
  });

  test("is stopped with all below when it is to be", () => {
    const outcome = openScripted({}, { a: "stop", "a/b": "restart" })("throw", "a");
    expect([...outcome.actors]).toEqual([
      ["a/b", null],
      ["a", null],
    ]);
  });

  test("is stopped alone when there is nobody below", () => {
    const outcome = openScripted({}, { a: "stop" })("throw", "a");
    expect([...outcome.actors]).toEqual([["a", null]]);
  });

  test("is stopped after all that are below, the lowest first", () => {
    const paths = { a: "stop", "a/b": "restart", "a/c": "restart", "a/c/d": "restart" } as const;
    const outcome = openScripted({}, paths)("throw", "a");
    expect([...outcome.actors.keys()]).toEqual(["a/c/d", "a/c", "a/b", "a"]);
  });

  test("fails its parent when that is to decide", () => {
    const send = openScripted({}, { a: "restart", "a/b": "escalate", "a/b/c": "escalate" });
    send("1", "a");
    const outcome = send("throw", "a/b/c");
    expect(stateOf(outcome, "a")).toEqual([]);
    expect(outcome.actors.has("a/b/c")).toBe(false);
  });

  test("undoes the whole turn when nobody above decides", () => {
    const send = openScripted({ go: () => [tell("root/a", "throw")] }, { "root/a": "escalate" });
    expect(() => send("go")).toThrow(
      'Could not take the message: found actor "root/a" failing with "unable to take it", expected an actor above that handles it. Everything is as it was; correct the message and send it again.',
    );
    expect(stateOf(send("hello"), "root")).toEqual(["hello"]);
  });

  test("is stopped when it cannot even begin anew", () => {
    const send = openScripted({
      go: () => [spawn("a", "restart", "once"), tell("root/a", "throw")],
    });
    const outcome = send("go");
    expect(outcome.actors.get("root/a")).toBeNull();
    expect(outcome.deadLetters).toMatchObject([
      { message: "throw", reason: "unable to take it" },
      { message: "once", reason: "unable to start" },
    ]);
  });
});
