import { runInNewContext } from "node:vm";

/** Stands in a message or an argument for a value that the reader chooses: `level: …`. */
export const HOLE = "\u2026";

/** What a printed action tells to do, before its "so that". */
export type Step =
  /** A message as JSON, a text as it is, or bytes. */
  | { readonly do: "send"; readonly message: unknown }
  | { readonly do: "send-text"; readonly text: string }
  | { readonly do: "send-bytes" }
  | {
      readonly do: "call";
      readonly actor: string;
      readonly method: string;
      readonly given: readonly Argument[];
    }
  | { readonly do: "alarm"; readonly actor: string }
  | { readonly do: "close"; readonly code?: number; readonly reason?: string }
  | { readonly do: "connect"; readonly query: Readonly<Record<string, string>> }
  | { readonly do: "fetch"; readonly actor: string; readonly method: string }
  | { readonly do: "restart"; readonly actor: string };

/** A named parameter without a value is the reader's to choose. */
export type Argument = { readonly name: string } | { readonly value: unknown };

/**
 * Reads what a printed action tells to do, word by word and nothing else.
 * Undefined where it leaves the doing to its clause alone.
 */
export function parseAction(action: string): Step | undefined {
  const [, told = action] = /^(.*?)(?: so that .*)?$/.exec(action) ?? [];
  return readers.map((read) => read(told, action)).find((step) => step !== undefined);
}

/** The key under which an action wants something to be stored. */
export function parseStoredKey(action: string): string | undefined {
  return / so that something (?:truthy )?is stored under "(.*?)"/.exec(action)?.[1];
}

type Reader = (told: string, action: string) => Step | undefined;

const readers: readonly Reader[] = [
  (told) => {
    const [, message] = /^send (\{.*\}) to \w+ through \w+$/.exec(told) ?? [];
    return message === undefined ? undefined : { do: "send", message: evaluate(message) };
  },
  (told, action) => (told.startsWith("send a message to ") ? readFrame(action) : undefined),
  (told) => {
    const [, actor = "", method = "", given = ""] = /^call (\w+)\.(\w+)\((.*)\)$/.exec(told) ?? [];
    return method === "" ? undefined : { do: "call", actor, method, given: readArguments(given) };
  },
  (told) => {
    const [, actor] = /^run the alarm of (\w+)$/.exec(told) ?? [];
    return actor === undefined ? undefined : { do: "alarm", actor };
  },
  (told) =>
    /^close a socket of \w+ without a code/.test(told) ? { do: "close", code: 1005 } : undefined,
  (told) => {
    const [, name, value] = /^close a socket of \w+ with (code|reason) (.*)$/.exec(told) ?? [];
    return name === undefined ? undefined : { do: "close", [name]: evaluate(value ?? "") };
  },
  (told) => {
    const [, name = "", value] =
      /^connect a socket to \w+ with query parameter (\w+) (.*)$/.exec(told) ?? [];
    return value === undefined
      ? undefined
      : { do: "connect", query: { [name]: String(evaluate(value)) } };
  },
  (told) => {
    const [, actor] = /^start (\w+) anew$/.exec(told) ?? [];
    return actor === undefined ? undefined : { do: "restart", actor };
  },
  (told) => {
    const [, actor, method] = /^fetch (?:the )?(\w+)(?: with method "(\w+)")?$/.exec(told) ?? [];
    return actor === undefined ? undefined : { do: "fetch", actor, method: method ?? "GET" };
  },
];

/** "A message" of which only a clause tells more: bytes, a text that is no JSON, or a JSON value. */
function readFrame(action: string): Step | undefined {
  if (action.includes("e.g. an ArrayBuffer")) return { do: "send-bytes" };
  const [, broken] = /is no JSON, e\.g\. (".*?")/.exec(action) ?? [];
  if (broken !== undefined) return { do: "send-text", text: String(evaluate(broken)) };
  const [, other] = /is not an object or null, e\.g\. (".*?")/.exec(action) ?? [];
  if (other !== undefined) return { do: "send", message: evaluate(other) };
  return action.endsWith("`value` is null") ? { do: "send", message: null } : undefined;
}

/** Literals where all arguments are, else one by one: `text, level: …`. */
function readArguments(text: string): readonly Argument[] {
  if (/^[[{"\d]/.test(text)) return [{ value: evaluate(text) }];
  return text
    .split(", ")
    .filter((part) => part !== "")
    .map((part) => {
      const [, name = "", value = part] = /^(\w+): (.*)$/.exec(part) ?? [];
      if (value === HOLE) return { name };
      return /^[a-z]\w*$/i.test(value) ? { name: value } : { value: evaluate(value) };
    });
}

function evaluate(literal: string): unknown {
  const filled = literal.replaceAll(HOLE, JSON.stringify(HOLE));
  return JSON.parse(JSON.stringify(runInNewContext(`(${filled})`)));
}
