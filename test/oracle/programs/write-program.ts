import { grammar } from "./grammar.ts";

/** What may stand at a `~`; nothing most of the time. */
const fillings: readonly string[] = [
  "",
  "",
  "",
  "",
  "",
  "\n",
  " ",
  "/* istanbul ignore next */ ",
  "/* istanbul ignore next -- why */\n",
  "// istanbul ignore next\n",
  "/* istanbul ignore if */ ",
  "/* istanbul ignore else */",
  "// istanbul ignore else: never\n",
  "/* note */ ",
  "/** istanbul ignore next */ ",
  "/* istanbul ignore next */ /* istanbul ignore if */ ",
  "/* istanbul ignore if */ // istanbul ignore next\n",
  "/* istanbul ignore nextly */",
];

const inline: readonly string[] = ["", "", "/* istanbul ignore next */ ", "/* note */"];

/** Deeper than this the first, plainest template of each list is taken. */
const depthLimit = 9;

/** Writes the program that a list of choices leads to; when they are used up, the plainest way is taken. */
export function writeProgram(choices: readonly number[]): string {
  return new Writer(choices).write();
}

class Writer {
  readonly #choices: readonly number[];
  #next = 0;
  #names = 0;

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  write(): string {
    const isPlain = this.#choose(3) === 0;
    let program = "";
    while (this.#next < this.#choices.length) program += `${this.#fill("D", 0)}\n`;
    return isPlain ? program.replaceAll(/istanbul/g, "note") : program;
  }

  /** The text that stands for a hole. */
  #fill(hole: string, depth: number): string {
    if (hole === "N") return `n${this.#names++}`;
    if (hole === "V") return "abcdefg"[this.#choose(7)] ?? "a";
    const templates = grammar[hole] ?? [];
    const template = templates[depth > depthLimit ? 0 : this.#choose(templates.length)] ?? "";
    return template.replaceAll(/%([A-Z]\d?)|~|\^/g, (match: string, inner: string | undefined) => {
      if (inner !== undefined) return this.#fill(inner, depth + 1);
      const kinds = match === "~" ? fillings : inline;
      return kinds[this.#choose(kinds.length)] ?? "";
    });
  }

  #choose(count: number): number {
    return (this.#choices[this.#next++] ?? 0) % count;
  }
}
