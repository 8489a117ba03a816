/** A part of a message: where it stands and what is written there. */
export interface MessagePart {
  /** `type`, `payload.kind`; empty for the whole value. */
  readonly name: string;
  /** Source text of the value, or `…` where any will do. */
  readonly text: string;
}

type Tree = Map<string, Tree | string>;

/** A message as the literal to send: `{ type: "join" }`, `{ shape: { kind: "line", size: … } }`, `"ping"`. */
export function sayLiteral(parts: readonly MessagePart[]): string {
  const whole = parts.find(({ name }) => name === "");
  if (whole) return whole.text;
  const tree: Tree = new Map();
  for (const { name, text } of parts) plant(tree, name.split("."), text);
  return sayTree(tree);
}

function plant(tree: Tree, [key = "", ...rest]: readonly string[], text: string): void {
  if (rest.length === 0) {
    if (!tree.has(key)) tree.set(key, text);
    return;
  }
  const known = tree.get(key);
  const branch: Tree = known instanceof Map ? known : new Map();
  tree.set(key, branch);
  plant(branch, rest, text);
}

function sayTree(tree: Tree): string {
  const fields = [...tree].map(
    ([key, value]) => `${sayKey(key)}: ${typeof value === "string" ? value : sayTree(value)}`,
  );
  return `{ ${fields.join(", ")} }`;
}

function sayKey(key: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : JSON.stringify(key);
}
