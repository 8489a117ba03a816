import type { Case, Formula, Value } from "./formulas.ts";

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

/** Writes a formula down; `at` is the offset of its first character. */
export function write(formula: Formula, at: number): Written {
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
      add(`${node.negated ? "!" : ""}v(${leaf})`);
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

class Thrown extends Error {}

/** Evaluates a formula for one run by hand, and counts the outcomes that it takes. */
export function evaluate(
  { root }: Written,
  run: readonly Value[],
  truth: Truth,
): boolean | "throw" {
  const count = (key: string): void => {
    truth.set(key, (truth.get(key) ?? 0) + 1);
  };
  const visit = (node: Node, isLast: boolean): unknown => {
    const { formula, start, end, leaf, parts } = node;
    if (formula.kind === "chain") return visitChain(node, isLast);
    const value = formula.kind === "leaf" ? read(run[leaf]) : visit(parts[0] ?? node, false);
    const result = formula.kind === "not" || formula.negated ? !value : value;
    if (isLast) count(`condition ${start}-${end} ${Boolean(result)}`);
    return result;
  };
  const visitChain = ({ formula, parts }: Node, isLast: boolean): unknown => {
    const operator = formula.kind === "chain" ? formula.operator : "??";
    for (const [index, part] of parts.entries()) {
      const next = parts[index + 1];
      // Of `??` the last operand is no condition: its value is what counts.
      const value = visit(part, next === undefined && operator !== "??");
      if (next === undefined) return value;
      const goesOn =
        operator === "&&" ? Boolean(value) : operator === "||" ? !value : value === null;
      const label = operator === "??" ? ["nullish", "non-nullish"] : ["continue", "short-circuit"];
      count(
        `${operator === "??" ? "nullish" : "logical"} ${part.start}-${next.end} ${label[goesOn ? 0 : 1]}`,
      );
      if (!goesOn) return value;
    }
    return isLast;
  };
  try {
    return Boolean(visit(root, false));
  } catch (error) {
    if (error instanceof Thrown) return "throw";
    throw error;
  }
}

/** What `v(n)` gives. */
export function read(value: Value = true): boolean | null {
  if (value === "throw") throw new Thrown("as generated");
  return value;
}

/** A function of one line that evaluates a formula where a case wants it; `await`s nothing and catches nothing. */
export function wrap({ context }: Case, name: string): readonly [before: string, after: string] {
  const head = `function ${name}(v) { `;
  switch (context) {
    case "if":
      return [`${head}if (`, ") { note(1); } return 0; }"];
    case "if-else":
      return [`${head}if (`, ") { note(1); } else { note(2); } return 0; }"];
    case "ternary":
      return [`${head}return (`, ") ? 1 : 2; }"];
    case "not":
      return [`${head}if (!(`, ")) { note(1); } return 0; }"];
    case "while":
      return [`${head}while (`, ") { return 1; } return 0; }"];
    case "do":
      return [`${head}let n = 0; do { n += 1; if (n > 1) return 1; } while (`, "); return 0; }"];
    case "for":
      return [`${head}for (let n = 0; `, "; n += 1) { return 1; } return 0; }"];
    case "switch":
      return [`${head}switch (`, ") { case true: return 1; default: return 0; } }"];
    case "case":
      return [`${head}switch (true) { case `, ": return 1; default: return 0; } }"];
    case "default":
      return [`${head}const g = (x = `, ") => note(x); g(); return 0; }"];
    case "pattern":
      return [`${head}const { x = `, " } = {}; note(x); return 0; }"];
    case "assign":
      return [`${head}let x; x ??= `, "; note(x); return x; }"];
    case "statement":
      return [head, "; return 0; }"];
    case "argument":
      return [`${head}note(`, "); return 0; }"];
    case "return":
      return [`${head}return `, "; }"];
    case "value":
      return [`${head}const x = `, "; note(x); return x; }"];
  }
}
