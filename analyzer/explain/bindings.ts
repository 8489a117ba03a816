import { ts } from "ts-morph";
import { countLeading } from "../count-leading.ts";

/** What a name stands for inside of a function or block. */
export interface Binding {
  /** The stretch of text in which the name has this meaning. */
  readonly from: number;
  readonly to: number;
  /** What a `const` is; undefined for what may change, and for parts of a pattern. */
  readonly initializer: ts.Expression | undefined;
  /** As what a whole name is declared. */
  readonly type: ts.TypeNode | undefined;
}

/** The meanings of a name by where they begin, each with the one around it. */
interface Nested extends Binding {
  readonly outer: Nested | undefined;
}

type Bindings = ReadonlyMap<string, readonly Nested[]>;

const known = new WeakMap<ts.SourceFile, Bindings>();

/** The innermost meaning of a name at a place; undefined where it has none but that of the module. */
export function findBinding(name: ts.Identifier, source: ts.SourceFile): Binding | undefined {
  const bindings = known.get(source) ?? listBindings(source);
  known.set(source, bindings);
  const same = bindings.get(name.text) ?? [];
  let found = same[countLeading(same, ({ from }) => from <= name.pos) - 1];
  while (found && found.to < name.end) found = found.outer;
  return found;
}

/** Of several in one scope the last one counts. */
function nest(bindings: readonly Binding[]): readonly Nested[] {
  const nested: Nested[] = [];
  for (const binding of bindings.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    let outer = nested.at(-1);
    while (outer && outer.to < binding.to) outer = outer.outer;
    nested.push({ ...binding, outer });
  }
  return nested;
}

/** A node, and the scopes it stands in: of blocks, and of `var`. */
interface Waiting {
  readonly node: ts.Node;
  readonly block: ts.Node;
  readonly code: ts.Node;
}

/** Names of the module itself are left out. Without recursion: code may be nested deeply. */
function listBindings(source: ts.SourceFile): Bindings {
  const found = new Map<string, Binding[]>();
  const add: Add = (name, scope, { initializer, type } = {}) => {
    if (ts.isSourceFile(scope)) return;
    for (const text of listNames(name)) {
      const binding = { from: scope.pos, to: scope.end, initializer, type };
      const same = found.get(text);
      if (same) same.push(binding);
      else found.set(text, [binding]);
    }
  };
  const waiting: Waiting[] = [{ node: source, block: source, code: source }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, block, code } = next;
    declare(node, next, add);
    const isCode = ts.isFunctionLike(node);
    const inner = { block: isCode || isScope(node) ? node : block, code: isCode ? node : code };
    ts.forEachChild(node, (child) => {
      waiting.push({ node: child, ...inner });
    });
  }
  return new Map([...found].map(([name, bindings]) => [name, nest(bindings)]));
}

function isScope(node: ts.Node): boolean {
  return (
    ts.isBlock(node) ||
    ts.isCaseBlock(node) ||
    ts.isModuleBlock(node) ||
    ts.isCatchClause(node) ||
    ts.isIterationStatement(node, false)
  );
}

type Add = (
  name: ts.BindingName,
  scope: ts.Node,
  as?: {
    readonly initializer?: ts.Expression | undefined;
    readonly type?: ts.TypeNode | undefined;
  },
) => void;

function declare(node: ts.Node, { block, code }: Waiting, add: Add): void {
  if (ts.isParameter(node))
    add(node.name, code, ts.isIdentifier(node.name) ? { type: node.type } : {});
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node))
    if (node.name) add(node.name, block);
  if (ts.isCatchClause(node) && node.variableDeclaration) add(node.variableDeclaration.name, node);
  if (!ts.isVariableDeclarationList(node)) return;
  const isBlock = (node.flags & ts.NodeFlags.BlockScoped) !== 0;
  const isConstant = (node.flags & ts.NodeFlags.Const) !== 0;
  for (const { name, initializer, type } of node.declarations) {
    const isWhole = ts.isIdentifier(name);
    add(name, isBlock ? block : code, {
      initializer: isConstant && isWhole ? initializer : undefined,
      type: isWhole ? type : undefined,
    });
  }
}

function listNames(binding: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(binding)) return [binding.text];
  return binding.elements.flatMap((element) =>
    ts.isBindingElement(element) ? listNames(element.name) : [],
  );
}
