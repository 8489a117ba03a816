import { expect } from "vitest";
import type { Files } from "./repository.ts";

export type Edit = readonly [what: string, files: Files, expected: readonly string[]];

export const ROOM = `import { clamp } from "./clamp.ts";

export class Room {
  #members = new Map<string, number>();

  join(name: string, limit = 3): string {
    if (this.#members.size >= limit) return "full";
    const rank = name.startsWith("mod-") ? 1 : 0;
    this.#members.set(name, clamp(rank, 0, 1));
    return "welcome";
  }

  handle(message: { type: string; text?: string }): string {
    switch (message.type) {
      case "say":
        if (message.text === undefined || message.text === "") return "nothing said";
        return message.text;
      case "leave":
        return "bye";
      default:
        return "unknown";
    }
  }
}
`;

export const CLAMP = `/** Keeps a number between two others. */
export function clamp(value: number, low: number, high: number): number {
  if (value < low) return low;
  return value > high ? high : value;
}
`;

const room = (from: string | RegExp, to: string): Files => ({
  "src/room.ts": replace(ROOM, from, to),
});
const clamp = (from: string | RegExp, to: string): Files => ({
  "src/clamp.ts": replace(CLAMP, from, to),
});

/** A replacement that finds nothing would make an edit that proves nothing. */
function replace(text: string, from: string | RegExp, to: string): string {
  const edited = text.replaceAll(from, () => to);
  expect(edited).not.toBe(text);
  return edited;
}

/** Nothing is new. */
const none: readonly string[] = [];

/** What was edited, how, and every outcome that is new by that: `file alias:label`. */
export const edits: readonly Edit[] = [
  ["nothing", {}, none],
  ["white space", room(/^ +/gm, "\t\t"), none],
  ["the line ends of Windows", room("\n", "\r\n"), none],
  ["another layout", room(/\n\s*/g, "\n"), none],
  ["a comment", clamp("Keeps a number", "Holds a number"), none],
  ["a comment inside a condition", clamp("value < low", "value /* given */ < low"), none],
  [
    "quotes and parentheses",
    room(
      '(message.text === undefined || message.text === "")',
      "((message.text) === undefined || (message.text === ''))",
    ),
    none,
  ],
  ["a cast in a condition", clamp("value < low", "(value as number) < low!"), none],
  ["types only", clamp("value: number, low: number", "value: number, low: 0 | 1"), none],
  ["a renamed file", { "src/clamp.ts": null, "src/bounds.ts": CLAMP }, none],
  [
    "a file moved into another folder",
    { "src/clamp.ts": null, "lib/numbers/clamp.ts": CLAMP },
    none,
  ],
  [
    "a function moved into another file",
    { "src/clamp.ts": null, "src/room.ts": ROOM + CLAMP },
    none,
  ],
  ["methods in another order", room(ROOM, swapMethods()), none],
  ["a renamed local variable", room("rank", "level"), none],
  ["a string outside of conditions", room('"welcome"', '"hello"'), none],
  ["a deleted function", { "src/clamp.ts": null }, none],
  ["a removed case", room(/ +case "leave":\n.*\n/g, ""), none],
  ["a method made async", room("  join(", "  async join("), none],
  [
    "a negated condition",
    clamp("value < low", "!(value < low)"),
    ["src/clamp.ts clamp/if(!(value < low)):then", "src/clamp.ts clamp/if(!(value < low)):else"],
  ],
  [
    "another operator",
    clamp("value > high", "value >= high"),
    [
      "src/clamp.ts clamp/cond-expr(value >= high):true",
      "src/clamp.ts clamp/cond-expr(value >= high):false",
    ],
  ],
  [
    "a string in a condition",
    room('"mod-"', '"admin-"'),
    [
      'src/room.ts Room.join/cond-expr(name.startsWith("admin-")):true',
      'src/room.ts Room.join/cond-expr(name.startsWith("admin-")):false',
    ],
  ],
  [
    "a string in a case",
    room('case "leave"', 'case "quit"'),
    ['src/room.ts Room.handle/switch(message.type):case "quit"'],
  ],
  [
    "a new case",
    room("      default:", '      case "kick":\n        return "kicked";\n      default:'),
    ['src/room.ts Room.handle/switch(message.type):case "kick"'],
  ],
  [
    "an extracted function",
    room(
      ROOM,
      `${replace(ROOM, 'name.startsWith("mod-") ? 1 : 0', "rankOf(name)")}
function rankOf(name: string): number {
  return name.startsWith("mod-") ? 1 : 0;
}
`,
    ),
    [
      'src/room.ts rankOf/cond-expr(name.startsWith("mod-")):true',
      'src/room.ts rankOf/cond-expr(name.startsWith("mod-")):false',
    ],
  ],
  [
    "an inlined function",
    { ...room("clamp(rank, 0, 1)", "rank > 1 ? 1 : rank"), "src/clamp.ts": null },
    [
      "src/room.ts Room.join/cond-expr(rank > 1):true",
      "src/room.ts Room.join/cond-expr(rank > 1):false",
    ],
  ],
  [
    "a renamed method",
    room("join(", "enter("),
    [
      "src/room.ts Room.enter/default-arg(limit = 3):used",
      "src/room.ts Room.enter/default-arg(limit = 3):given",
      "src/room.ts Room.enter/if(this.#members.size >= limit):then",
      "src/room.ts Room.enter/if(this.#members.size >= limit):else",
      'src/room.ts Room.enter/cond-expr(name.startsWith("mod-")):true',
      'src/room.ts Room.enter/cond-expr(name.startsWith("mod-")):false',
    ],
  ],
  [
    "a new file that git does not know yet",
    { "src/lobby.ts": "export const open = (hour: number) => hour > 8 && hour < 20;\n" },
    [
      "src/lobby.ts open/logical(hour > 8):continue",
      "src/lobby.ts open/logical(hour > 8):short-circuit",
      "src/lobby.ts open/condition(hour < 20):true",
      "src/lobby.ts open/condition(hour < 20):false",
    ],
  ],
  [
    "a copied function: the copy is new, the original is not",
    { "src/copy.ts": CLAMP },
    [
      "src/copy.ts clamp/if(value < low):then",
      "src/copy.ts clamp/if(value < low):else",
      "src/copy.ts clamp/cond-expr(value > high):true",
      "src/copy.ts clamp/cond-expr(value > high):false",
    ],
  ],
  [
    "the same decision a second time",
    clamp(
      "  if (value < low) return low;\n",
      "  if (value < low) return low;\n  if (value < low) return low;\n",
    ),
    ["src/clamp.ts clamp/if(value < low):then", "src/clamp.ts clamp/if(value < low):else"],
  ],
  [
    "an optional link",
    room("message.text;", "message.text?.trim();"),
    [
      "src/room.ts Room.handle/optional-chain(message.text):continue",
      "src/room.ts Room.handle/optional-chain(message.text):short",
    ],
  ],
  [
    "a value for nothing",
    clamp("return low", "return low ?? 0"),
    ["src/clamp.ts clamp/nullish(low):non-nullish", "src/clamp.ts clamp/nullish(low):nullish"],
  ],
  [
    "a default value",
    clamp("high: number", "high = 1"),
    [
      "src/clamp.ts clamp/default-arg(high = 1):used",
      "src/clamp.ts clamp/default-arg(high = 1):given",
    ],
  ],
  [
    "an early exit before the rest: it is new, the rest is not",
    clamp("  if (value < low)", "  if (low > high) return low;\n  if (value < low)"),
    ["src/clamp.ts clamp/if(low > high):then", "src/clamp.ts clamp/if(low > high):else"],
  ],
  [
    "a condition around others: what it leads to is new as well",
    clamp(
      /  if [^]*(?=\})/g,
      "  if (low < high) {\n    return value > high ? high : value;\n  }\n  return low;\n",
    ),
    [
      "src/clamp.ts clamp/if(low < high):then",
      "src/clamp.ts clamp/if(low < high):else",
      "src/clamp.ts clamp/cond-expr(value > high):true",
      "src/clamp.ts clamp/cond-expr(value > high):false",
    ],
  ],
  [
    "a condition more",
    clamp("value < low", "value < low && low < high"),
    [
      "src/clamp.ts clamp/if(value < low && low < high):then",
      "src/clamp.ts clamp/if(value < low && low < high):else",
      "src/clamp.ts clamp/logical(value < low):continue",
      "src/clamp.ts clamp/logical(value < low):short-circuit",
      "src/clamp.ts clamp/condition(low < high):true",
      "src/clamp.ts clamp/condition(low < high):false",
    ],
  ],
  [
    "a loop",
    room(
      '    return "welcome";',
      '    for (const other of this.#members) void other;\n    return "welcome";',
    ),
    [
      "src/room.ts Room.join/loop(this.#members):zero",
      "src/room.ts Room.join/loop(this.#members):entered",
      "src/room.ts Room.join/loop(this.#members):repeated",
    ],
  ],
  [
    "an else where there was none: the way is not new",
    clamp("return low;", "return low;\n  else value += 0;"),
    none,
  ],
];

function swapMethods(): string {
  const at = ROOM.indexOf("  handle(");
  const start = ROOM.indexOf("  join(");
  return `${ROOM.slice(0, start)}${ROOM.slice(at, -2)}\n${ROOM.slice(start, at)}}\n`;
}
