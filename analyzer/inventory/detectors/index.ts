import { SyntaxKind, type ts } from "../syntax.ts";
import type { Visitor, Visitors } from "../walk.ts";
import { visitEnum, visitNamespace } from "./artefact.ts";
import { visitBinary } from "./binary.ts";
import { visitChain } from "./chain.ts";
import { visitClass, visitField, visitStaticBlock } from "./class.ts";
import { visitConditional } from "./conditional.ts";
import {
  visitExportValue,
  visitJsxAttribute,
  visitNew,
  visitObject,
  visitProperty,
  visitVariable,
  visitVariableStatement,
} from "./declaration.ts";
import { visitBindingElement, visitParameter } from "./default-value.ts";
import { visitDoWhile } from "./do-while.ts";
import { visitNothing, visitType } from "./erased.ts";
import { visitFunction } from "./function.ts";
import { visitIf } from "./if.ts";
import { visitEachLoop, visitTestedLoop } from "./loop.ts";
import { visitBlock, visitExpressionStatement, visitLabeled } from "./statement.ts";
import { visitSwitch } from "./switch.ts";
import { visitTry } from "./try.ts";

/** What each kind of node means. A kind that is not named here is only walked through. */
const list: readonly (readonly [ts.SyntaxKind, Visitor])[] = [
  // decisions
  [SyntaxKind.IfStatement, visitIf],
  [SyntaxKind.ConditionalExpression, visitConditional],
  [SyntaxKind.BinaryExpression, visitBinary],
  [SyntaxKind.PropertyAccessExpression, visitChain],
  [SyntaxKind.ElementAccessExpression, visitChain],
  [SyntaxKind.CallExpression, visitChain],
  [SyntaxKind.NonNullExpression, visitChain],
  [SyntaxKind.Parameter, visitParameter],
  [SyntaxKind.BindingElement, visitBindingElement],
  [SyntaxKind.SwitchStatement, visitSwitch],
  [SyntaxKind.ForStatement, visitTestedLoop],
  [SyntaxKind.WhileStatement, visitTestedLoop],
  [SyntaxKind.ForInStatement, visitEachLoop],
  [SyntaxKind.ForOfStatement, visitEachLoop],
  [SyntaxKind.DoStatement, visitDoWhile],
  [SyntaxKind.TryStatement, visitTry],
  // units and their names
  [SyntaxKind.FunctionDeclaration, visitFunction],
  [SyntaxKind.FunctionExpression, visitFunction],
  [SyntaxKind.ArrowFunction, visitFunction],
  [SyntaxKind.MethodDeclaration, visitFunction],
  [SyntaxKind.Constructor, visitFunction],
  [SyntaxKind.GetAccessor, visitFunction],
  [SyntaxKind.SetAccessor, visitFunction],
  [SyntaxKind.ClassDeclaration, visitClass],
  [SyntaxKind.ClassExpression, visitClass],
  [SyntaxKind.PropertyDeclaration, visitField],
  [SyntaxKind.ClassStaticBlockDeclaration, visitStaticBlock],
  [SyntaxKind.VariableStatement, visitVariableStatement],
  [SyntaxKind.VariableDeclaration, visitVariable],
  [SyntaxKind.ObjectLiteralExpression, visitObject],
  [SyntaxKind.PropertyAssignment, visitProperty],
  [SyntaxKind.ExportAssignment, visitExportValue],
  [SyntaxKind.NewExpression, visitNew],
  [SyntaxKind.JsxAttribute, visitJsxAttribute],
  // order of statements
  [SyntaxKind.Block, visitBlock],
  [SyntaxKind.ModuleBlock, visitBlock],
  [SyntaxKind.ExpressionStatement, visitExpressionStatement],
  [SyntaxKind.LabeledStatement, visitLabeled],
  // what transpilers rewrite or leave out
  [SyntaxKind.EnumDeclaration, visitEnum],
  [SyntaxKind.ModuleDeclaration, visitNamespace],
  [SyntaxKind.InterfaceDeclaration, visitType],
  [SyntaxKind.TypeAliasDeclaration, visitType],
  [SyntaxKind.TypeParameter, visitType],
  [SyntaxKind.ImportDeclaration, visitNothing],
  [SyntaxKind.ExportDeclaration, visitNothing],
];

/** By kind, for one look-up per node. */
export const visitors: Visitors = createTable();

function createTable(): Visitors {
  const table: (Visitor | undefined)[] = Array.from({ length: SyntaxKind.Count });
  table.fill(visitType, SyntaxKind.FirstTypeNode, SyntaxKind.LastTypeNode + 1);
  for (const [kind, visitor] of list) table[kind] = visitor;
  return table;
}
