import { ts } from "../syntax.ts";
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
  [ts.SyntaxKind.IfStatement, visitIf],
  [ts.SyntaxKind.ConditionalExpression, visitConditional],
  [ts.SyntaxKind.BinaryExpression, visitBinary],
  [ts.SyntaxKind.PropertyAccessExpression, visitChain],
  [ts.SyntaxKind.ElementAccessExpression, visitChain],
  [ts.SyntaxKind.CallExpression, visitChain],
  [ts.SyntaxKind.NonNullExpression, visitChain],
  [ts.SyntaxKind.Parameter, visitParameter],
  [ts.SyntaxKind.BindingElement, visitBindingElement],
  [ts.SyntaxKind.SwitchStatement, visitSwitch],
  [ts.SyntaxKind.ForStatement, visitTestedLoop],
  [ts.SyntaxKind.WhileStatement, visitTestedLoop],
  [ts.SyntaxKind.ForInStatement, visitEachLoop],
  [ts.SyntaxKind.ForOfStatement, visitEachLoop],
  [ts.SyntaxKind.DoStatement, visitDoWhile],
  [ts.SyntaxKind.TryStatement, visitTry],
  // units and their names
  [ts.SyntaxKind.FunctionDeclaration, visitFunction],
  [ts.SyntaxKind.FunctionExpression, visitFunction],
  [ts.SyntaxKind.ArrowFunction, visitFunction],
  [ts.SyntaxKind.MethodDeclaration, visitFunction],
  [ts.SyntaxKind.Constructor, visitFunction],
  [ts.SyntaxKind.GetAccessor, visitFunction],
  [ts.SyntaxKind.SetAccessor, visitFunction],
  [ts.SyntaxKind.ClassDeclaration, visitClass],
  [ts.SyntaxKind.ClassExpression, visitClass],
  [ts.SyntaxKind.PropertyDeclaration, visitField],
  [ts.SyntaxKind.ClassStaticBlockDeclaration, visitStaticBlock],
  [ts.SyntaxKind.VariableStatement, visitVariableStatement],
  [ts.SyntaxKind.VariableDeclaration, visitVariable],
  [ts.SyntaxKind.ObjectLiteralExpression, visitObject],
  [ts.SyntaxKind.PropertyAssignment, visitProperty],
  [ts.SyntaxKind.ExportAssignment, visitExportValue],
  [ts.SyntaxKind.NewExpression, visitNew],
  [ts.SyntaxKind.JsxAttribute, visitJsxAttribute],
  // order of statements
  [ts.SyntaxKind.Block, visitBlock],
  [ts.SyntaxKind.ModuleBlock, visitBlock],
  [ts.SyntaxKind.ExpressionStatement, visitExpressionStatement],
  [ts.SyntaxKind.LabeledStatement, visitLabeled],
  // what transpilers rewrite or leave out
  [ts.SyntaxKind.EnumDeclaration, visitEnum],
  [ts.SyntaxKind.ModuleDeclaration, visitNamespace],
  [ts.SyntaxKind.InterfaceDeclaration, visitType],
  [ts.SyntaxKind.TypeAliasDeclaration, visitType],
  [ts.SyntaxKind.TypeParameter, visitType],
  [ts.SyntaxKind.Identifier, visitNothing],
  [ts.SyntaxKind.StringLiteral, visitNothing],
  [ts.SyntaxKind.NumericLiteral, visitNothing],
];

/** By kind, for one look-up per node. */
export const visitors: Visitors = createTable();

function createTable(): Visitors {
  const table: (Visitor | undefined)[] = Array.from({ length: ts.SyntaxKind.Count });
  table.fill(visitType, ts.SyntaxKind.FirstTypeNode, ts.SyntaxKind.LastTypeNode + 1);
  for (const [kind, visitor] of list) table[kind] = visitor;
  return table;
}
