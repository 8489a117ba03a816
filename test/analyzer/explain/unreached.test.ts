import { describe, expect, test } from "vitest";
import { explainSource } from "./run-source.ts";

describe("what was never evaluated", () => {
  test("names the line that stands before, and all that has to hold", async () => {
    const missed = await explainSource({
      source: `export function f(a: number, b: number) {
          if (a > 0) {
            if (b > 0) return 1;
            return 2;
          }
          return 3;
        }`,
      calls: `f(0, 1); f(-1, 1)`,
    });
    expect(missed).toEqual({
      "f/if(a > 0):then": [
        "`if (a > 0)` was never true (0 of 2 evaluations)",
        "call f(a, b) so that `a` is above 0, e.g. 1",
      ],
      "f/if(b > 0):then": [
        "never evaluated, because of line 2: `if (a > 0)` was never true (0 of 2 evaluations)",
        "call f(a, b) so that `a` is above 0, e.g. 1, and `b` is above 0, e.g. 1",
      ],
      "f/if(b > 0):else": [
        "never evaluated, because of line 2: `if (a > 0)` was never true (0 of 2 evaluations)",
        "call f(a, b) so that `a` is above 0, e.g. 1, and `b` is 0 or below",
      ],
    });
  });

  test("names an early exit", async () => {
    const missed = await explainSource({
      source: `export function f(a: number, b: number) {
          if (a <= 0) return 1;
          return b > 0 ? 2 : 3;
        }`,
      calls: `f(0, 1)`,
    });
    expect(missed).toEqual({
      "f/if(a <= 0):else": [
        "`if (a <= 0)` was never false (0 of 1 evaluation)",
        "call f(a, b) so that `a` is above 0, e.g. 1",
      ],
      "f/cond-expr(b > 0):true": [
        "never evaluated, because of line 2: `if (a <= 0)` was never false (0 of 1 evaluation)",
        "call f(a, b) so that `a` is above 0, e.g. 1, and `b` is above 0, e.g. 1",
      ],
      "f/cond-expr(b > 0):false": [
        "never evaluated, because of line 2: `if (a <= 0)` was never false (0 of 1 evaluation)",
        "call f(a, b) so that `a` is above 0, e.g. 1, and `b` is 0 or below",
      ],
    });
  });

  test("says that no call got so far where no condition tells why", async () => {
    const missed = await explainSource({
      source: `export function f(stop: () => void, b: boolean) {
          stop();
          if (b) return 1;
          return 2;
        }`,
      calls: `try { f(() => { throw new Error('stop'); }, true); } catch {}`,
    });
    expect(missed).toEqual({
      "f/if(b):then": [
        "never evaluated: no call got this far, something before it returned or threw",
        "call f(stop, b) so that it gets as far as line 3, and `b` is truthy",
      ],
      "f/if(b):else": [
        "never evaluated: no call got this far, something before it returned or threw",
        "call f(stop, b) so that it gets as far as line 3, and `b` is falsy",
      ],
    });
  });
});

describe("what was never called", () => {
  test("is a function, or a callback by what it is passed to", async () => {
    const missed = await explainSource({
      source: `export function f(n: number) { if (n) return 1; return 2; }
        export function g(xs: number[]) { return xs.map((x) => (x > 1 ? 1 : 2)); }`,
      calls: `g([])`,
    });
    expect(missed).toEqual({
      "f/if(n):then": ["`f` was never called", "call f(n) so that `n` is truthy"],
      "f/if(n):else": ["`f` was never called", "call f(n) so that `n` is falsy"],
      "g.cb:map/cond-expr(x > 1):true": [
        "the callback of `map` in `g` was never called",
        "call g(xs) so that `x` is above 1, e.g. 2",
      ],
      "g.cb:map/cond-expr(x > 1):false": [
        "the callback of `map` in `g` was never called",
        "call g(xs) so that `x` is 1 or below",
      ],
    });
  });

  test("is an actor's entry by what a test calls", async () => {
    const missed = await explainSource({
      source: `import { DurableObject } from 'cloudflare:workers';
        export class Room extends DurableObject {
          alarm() { if (this.#idle()) return 1; return 2; }
          #idle() { return this.ctx.getWebSockets().length === 0 ? true : false; }
        }`,
      calls: `new Room(ctx)`,
    });
    expect(missed).toEqual({
      "Room.alarm/if(this.#idle()):then": [
        "no test calls `Room.alarm()`",
        "run the alarm of Room so that `this.#idle()` is truthy, which it is where `this.ctx.getWebSockets()` is empty",
      ],
      "Room.alarm/if(this.#idle()):else": [
        "no test calls `Room.alarm()`",
        "run the alarm of Room so that `this.#idle()` is falsy, which it is where `this.ctx.getWebSockets()` is not empty",
      ],
      "Room.#idle/cond-expr(this.ctx.getWebSockets().length === 0):true": [
        "`Room.#idle` was never called",
        "run the alarm of Room so that `this.ctx.getWebSockets()` is empty",
      ],
      "Room.#idle/cond-expr(this.ctx.getWebSockets().length === 0):false": [
        "`Room.#idle` was never called",
        "run the alarm of Room so that `this.ctx.getWebSockets()` is not empty",
      ],
    });
  });

  test("is an entry of each actor that inherits it", async () => {
    const missed = await explainSource({
      source: `import { DurableObject } from 'cloudflare:workers';
        abstract class Base extends DurableObject { alarm() { return this.ctx ? 1 : 2; } }
        export class Room extends Base {}`,
      calls: `new Room(ctx)`,
    });
    expect(missed).toEqual({
      "Base.alarm/cond-expr(this.ctx):true": [
        "no test calls `Room.alarm()`",
        "run the alarm of Room so that `this.ctx` is truthy",
      ],
      "Base.alarm/cond-expr(this.ctx):false": [
        "no test calls `Room.alarm()`",
        "run the alarm of Room so that `this.ctx` is falsy",
      ],
    });
  });
});
