import type { Formula, Value } from "./formulas.ts";

/** The outcomes of one formula by their place and label, e.g. `logical 4-20 continue`, with how often each was taken. */
export type Truth = Map<string, number>;

/** A formula with its text, and the offsets of each part in it. */
export interface Written {
  readonly text: string;
  readonly root: Node;
}

interface Node {
  readonly formula: Formula;
  /** Offsets in the text of the file, parentheses around left out. */
  readonly start: number;
  readonly end: number;
  readonly parts: readonly Node[];
  /** Number of a leaf. */
  readonly leaf: number;
}

/** How conditions are asked for: by a call, or of those who run the generator. */
export function ask(leaf: number, isGenerator: boolean): string {
  return isGenerator ? `(yield ${leaf})` : `v(${leaf})`;
}

/** Writes a formula down; `at` is the offset of its first character. */
export function write(formula: Formula, at: number, isGenerator: boolean): Written {
  let text = "";
  let leaves = 0;
  const add = (part: string): void => {
    text += part;
  };
  const visit = (node: Formula): Node => {
    const start = at + text.length;
    if (node.kind === "leaf") {
      const leaf = leaves;
      leaves += 1;
      add(`${node.negated ? "!" : ""}${writeLeaf(node, leaf, isGenerator)}`);
      return { formula: node, start, end: at + text.length, parts: [], leaf };
    }
    if (node.kind === "not") {
      add("!(");
      const inner = visit(node.inner);
      add(")");
      return { formula: node, start, end: at + text.length, parts: [inner], leaf: -1 };
    }
    const parts = node.operands.map((operand, index) => {
      if (index > 0) add(` ${node.operator} `);
      if (operand.kind !== "chain") return visit(operand);
      add("(");
      const part = visit(operand);
      add(")");
      return part;
    });
    return { formula: node, start, end: at + text.length, parts, leaf: -1 };
  };
  const root = visit(formula);
  return { text, root };
}

/** Parameters `p0` and on have the values of the conditions of their numbers. */
function writeLeaf(
  { form }: Extract<Formula, { kind: "leaf" }>,
  leaf: number,
  isGenerator: boolean,
): string {
  switch (form) {
    case "call":
      return ask(leaf, isGenerator);
    case "name":
      return `p${leaf}`;
    case "typeof":
      return `(typeof p${leaf} === "boolean")`;
    case "equal":
      return `(p${leaf} === true)`;
  }
}

/** What a condition gives that cannot throw. */
export function readQuietly(value: Value = true): boolean | null {
  return typeof value === "string" ? true : value;
}

/** Evaluates a formula by hand: asks for its conditions by their numbers, and counts the outcomes that it takes. */
export function* evaluate(
  { root }: Written,
  values: readonly Value[],
  truth: Truth,
): Generator<number, boolean, unknown> {
  const count = (key: string): void => {
    truth.set(key, (truth.get(key) ?? 0) + 1);
  };
  const visitLeaf = function* ({ formula, leaf }: Node): Generator<number, unknown, unknown> {
    const form = formula.kind === "leaf" ? formula.form : "call";
    if (form === "call") return yield leaf;
    const value = readQuietly(values[leaf]);
    if (form === "name") return value;
    return form === "typeof" ? typeof value === "boolean" : value === true;
  };
  const visit = function* (node: Node, isLast: boolean): Generator<number, unknown, unknown> {
    const { formula, start, end, parts } = node;
    if (formula.kind === "chain") return yield* visitChain(node);
    const value =
      formula.kind === "leaf" ? yield* visitLeaf(node) : yield* visit(parts[0] ?? node, false);
    const result = formula.kind === "not" || formula.negated ? !value : value;
    if (isLast) count(`condition ${start}-${end} ${Boolean(result)}`);
    return result;
  };
  const visitChain = function* ({ formula, parts }: Node): Generator<number, unknown, unknown> {
    const operator = formula.kind === "chain" ? formula.operator : "??";
    for (const [index, part] of parts.entries()) {
      const next = parts[index + 1];
      // Of `??` the last operand is no condition: its value is what counts.
      const value = yield* visit(part, next === undefined && operator !== "??");
      if (next === undefined) return value;
      const goesOn =
        operator === "&&" ? Boolean(value) : operator === "||" ? !value : value === null;
      const label = operator === "??" ? ["nullish", "non-nullish"] : ["continue", "short-circuit"];
      count(
        `${operator === "??" ? "nullish" : "logical"} ${part.start}-${next.end} ${label[goesOn ? 0 : 1]}`,
      );
      if (!goesOn) return value;
    }
    return undefined;
  };
  return Boolean(yield* visit(root, false));
}
