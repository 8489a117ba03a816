import { join, resolve } from "node:path";
import {
  type ExportedDeclarations,
  type JSDocableNode,
  Node,
  Project,
  type TypeElementTypes,
} from "ts-morph";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const project = new Project({ compilerOptions: { allowImportingTsExtensions: true } });
project.addSourceFilesAtPaths(join(root, "harness/**/*.ts"));

/** Something that a user of the harness reads about. */
interface Documented {
  readonly name: string;
  readonly text: string;
  /** What is said of the interface that it is a member of. */
  readonly around: string;
  readonly node: Node;
}

function textOf(node: JSDocableNode): string {
  return node
    .getJsDocs()
    .map((doc) => doc.getInnerText())
    .join("\n");
}

function document(name: string, node: Node, around = ""): Documented {
  const holder = Node.isVariableDeclaration(node) ? node.getVariableStatement() : node;
  return { name, node, around, text: Node.isJSDocable(holder) ? textOf(holder) : "" };
}

function documentAll(name: string, declaration: ExportedDeclarations): readonly Documented[] {
  const own = document(name, declaration);
  const members = listMembers(declaration).map((member) =>
    document(`${name}.${nameOf(member)}`, member, own.text),
  );
  return [own, ...members];
}

function listMembers(declaration: ExportedDeclarations): readonly TypeElementTypes[] {
  if (Node.isInterfaceDeclaration(declaration)) return declaration.getMembers();
  if (!Node.isTypeAliasDeclaration(declaration)) return [];
  const type = declaration.getTypeNode();
  return Node.isTypeLiteral(type) ? type.getMembers() : [];
}

function nameOf(member: TypeElementTypes): string {
  if (Node.isPropertySignature(member) || Node.isMethodSignature(member)) return member.getName();
  return member.getText().slice(0, 60).replaceAll(/\s+/g, " ");
}

const documented: readonly Documented[] = [
  ...project.getSourceFileOrThrow(join(root, "harness/index.ts")).getExportedDeclarations(),
].flatMap(([name, declarations]) =>
  declarations
    .filter((declaration) =>
      declaration
        .getSourceFile()
        .getFilePath()
        .startsWith(root + "/harness/"),
    )
    .flatMap((declaration) => documentAll(name, declaration)),
);

const namesOf = (found: readonly Documented[]): readonly string[] => found.map(({ name }) => name);

function isOptional({ node }: Documented): boolean {
  return Node.isPropertySignature(node) && node.hasQuestionToken();
}

function isTime({ node }: Documented): boolean {
  if (!Node.isPropertySignature(node) || !/Ms$|^now$|Time$/.test(node.getName())) return false;
  return /number/.test(node.getTypeNode()?.getText() ?? "");
}

/** Whether it gives a promise, itself or as one of the verbs that do. */
function isAwaited({ node }: Documented): boolean {
  const isMember = Node.isMethodSignature(node) || Node.isPropertySignature(node);
  return isMember && /\bPromise<|Verb</.test(node.getText().replace(/^\/\*\*[^]*?\*\//, ""));
}

test("every export of footlights/harness, and every member of it, says what it is", () => {
  expect(documented.length).toBeGreaterThan(150);
  expect(namesOf(documented.filter(({ text }) => text.trim() === ""))).toEqual([]);
});

test("whatever may be left out says what holds then", () => {
  expect(
    namesOf(
      documented.filter((it) => isOptional(it) && !/\bdefault\b|\bundefined\b/i.test(it.text)),
    ),
  ).toEqual([]);
});

test("every time says that it is in milliseconds", () => {
  expect(
    namesOf(documented.filter((it) => isTime(it) && !/\bmilliseconds\b/i.test(it.text))),
  ).toEqual([]);
});

test("whatever can be waited for says how it fails", () => {
  const silent = documented.filter(
    (it) => isAwaited(it) && !/\breject|\bthrow|\bfail|never/i.test(`${it.text} ${it.around}`),
  );
  expect(namesOf(silent)).toEqual([]);
});
