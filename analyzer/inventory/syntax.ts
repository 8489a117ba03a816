import { ts } from "ts-morph";

/** The whole library, for rooms that ask about few nodes. */
export { ts };

// Taken out of the library once: there each is a getter of an object with thousands of names, and a
// look-up costs as much as what is done with a node (ts-morph 28.0.0).
export const SyntaxKind: typeof ts.SyntaxKind = ts.SyntaxKind;
export const NodeFlags: typeof ts.NodeFlags = ts.NodeFlags;
export const ScriptTarget: typeof ts.ScriptTarget = ts.ScriptTarget;
export const canHaveModifiers: typeof ts.canHaveModifiers = ts.canHaveModifiers;
export const createScanner: typeof ts.createScanner = ts.createScanner;
export const forEachChild: typeof ts.forEachChild = ts.forEachChild;
export const isAccessor: typeof ts.isAccessor = ts.isAccessor;
export const isArrayLiteralExpression: typeof ts.isArrayLiteralExpression =
  ts.isArrayLiteralExpression;
export const isArrowFunction: typeof ts.isArrowFunction = ts.isArrowFunction;
export const isBinaryExpression: typeof ts.isBinaryExpression = ts.isBinaryExpression;
export const isBindingElement: typeof ts.isBindingElement = ts.isBindingElement;
export const isBlock: typeof ts.isBlock = ts.isBlock;
export const isBreakStatement: typeof ts.isBreakStatement = ts.isBreakStatement;
export const isCallExpression: typeof ts.isCallExpression = ts.isCallExpression;
export const isCaseClause: typeof ts.isCaseClause = ts.isCaseClause;
export const isCatchClause: typeof ts.isCatchClause = ts.isCatchClause;
export const isClassDeclaration: typeof ts.isClassDeclaration = ts.isClassDeclaration;
export const isClassExpression: typeof ts.isClassExpression = ts.isClassExpression;
export const isClassLike: typeof ts.isClassLike = ts.isClassLike;
export const isClassStaticBlockDeclaration: typeof ts.isClassStaticBlockDeclaration =
  ts.isClassStaticBlockDeclaration;
export const isConditionalExpression: typeof ts.isConditionalExpression =
  ts.isConditionalExpression;
export const isConstructorDeclaration: typeof ts.isConstructorDeclaration =
  ts.isConstructorDeclaration;
export const isContinueStatement: typeof ts.isContinueStatement = ts.isContinueStatement;
export const isDecorator: typeof ts.isDecorator = ts.isDecorator;
export const isDefaultClause: typeof ts.isDefaultClause = ts.isDefaultClause;
export const isDoStatement: typeof ts.isDoStatement = ts.isDoStatement;
export const isElementAccessExpression: typeof ts.isElementAccessExpression =
  ts.isElementAccessExpression;
export const isEmptyStatement: typeof ts.isEmptyStatement = ts.isEmptyStatement;
export const isEnumDeclaration: typeof ts.isEnumDeclaration = ts.isEnumDeclaration;
export const isExportAssignment: typeof ts.isExportAssignment = ts.isExportAssignment;
export const isExpressionStatement: typeof ts.isExpressionStatement = ts.isExpressionStatement;
export const isExpressionWithTypeArguments: typeof ts.isExpressionWithTypeArguments =
  ts.isExpressionWithTypeArguments;
export const isForInStatement: typeof ts.isForInStatement = ts.isForInStatement;
export const isForOfStatement: typeof ts.isForOfStatement = ts.isForOfStatement;
export const isForStatement: typeof ts.isForStatement = ts.isForStatement;
export const isFunctionDeclaration: typeof ts.isFunctionDeclaration = ts.isFunctionDeclaration;
export const isFunctionExpression: typeof ts.isFunctionExpression = ts.isFunctionExpression;
export const isFunctionLike: typeof ts.isFunctionLike = ts.isFunctionLike;
export const isGetAccessorDeclaration: typeof ts.isGetAccessorDeclaration =
  ts.isGetAccessorDeclaration;
export const isIdentifier: typeof ts.isIdentifier = ts.isIdentifier;
export const isIfStatement: typeof ts.isIfStatement = ts.isIfStatement;
export const isIterationStatement: typeof ts.isIterationStatement = ts.isIterationStatement;
export const isJsxAttribute: typeof ts.isJsxAttribute = ts.isJsxAttribute;
export const isJsxExpression: typeof ts.isJsxExpression = ts.isJsxExpression;
export const isJsxText: typeof ts.isJsxText = ts.isJsxText;
export const isLabeledStatement: typeof ts.isLabeledStatement = ts.isLabeledStatement;
export const isLiteralExpression: typeof ts.isLiteralExpression = ts.isLiteralExpression;
export const isMetaProperty: typeof ts.isMetaProperty = ts.isMetaProperty;
export const isMethodDeclaration: typeof ts.isMethodDeclaration = ts.isMethodDeclaration;
export const isModifier: typeof ts.isModifier = ts.isModifier;
export const isModuleBlock: typeof ts.isModuleBlock = ts.isModuleBlock;
export const isModuleDeclaration: typeof ts.isModuleDeclaration = ts.isModuleDeclaration;
export const isNewExpression: typeof ts.isNewExpression = ts.isNewExpression;
export const isNonNullExpression: typeof ts.isNonNullExpression = ts.isNonNullExpression;
export const isNumericLiteral: typeof ts.isNumericLiteral = ts.isNumericLiteral;
export const isObjectBindingPattern: typeof ts.isObjectBindingPattern = ts.isObjectBindingPattern;
export const isObjectLiteralExpression: typeof ts.isObjectLiteralExpression =
  ts.isObjectLiteralExpression;
export const isParameter: typeof ts.isParameter = ts.isParameter;
export const isParenthesizedExpression: typeof ts.isParenthesizedExpression =
  ts.isParenthesizedExpression;
export const isPostfixUnaryExpression: typeof ts.isPostfixUnaryExpression =
  ts.isPostfixUnaryExpression;
export const isPrefixUnaryExpression: typeof ts.isPrefixUnaryExpression =
  ts.isPrefixUnaryExpression;
export const isPrivateIdentifier: typeof ts.isPrivateIdentifier = ts.isPrivateIdentifier;
export const isPropertyAccessExpression: typeof ts.isPropertyAccessExpression =
  ts.isPropertyAccessExpression;
export const isPropertyAssignment: typeof ts.isPropertyAssignment = ts.isPropertyAssignment;
export const isPropertyDeclaration: typeof ts.isPropertyDeclaration = ts.isPropertyDeclaration;
export const isReturnStatement: typeof ts.isReturnStatement = ts.isReturnStatement;
export const isComputedPropertyName: typeof ts.isComputedPropertyName = ts.isComputedPropertyName;
export const isImportDeclaration: typeof ts.isImportDeclaration = ts.isImportDeclaration;
export const isImportEqualsDeclaration: typeof ts.isImportEqualsDeclaration =
  ts.isImportEqualsDeclaration;
export const isTypeOfExpression: typeof ts.isTypeOfExpression = ts.isTypeOfExpression;
export const isStatement: typeof ts.isStatement = ts.isStatement;
export const isSetAccessorDeclaration: typeof ts.isSetAccessorDeclaration =
  ts.isSetAccessorDeclaration;
export const isShorthandPropertyAssignment: typeof ts.isShorthandPropertyAssignment =
  ts.isShorthandPropertyAssignment;
export const isSourceFile: typeof ts.isSourceFile = ts.isSourceFile;
export const isSpreadAssignment: typeof ts.isSpreadAssignment = ts.isSpreadAssignment;
export const isSpreadElement: typeof ts.isSpreadElement = ts.isSpreadElement;
export const isStringLiteral: typeof ts.isStringLiteral = ts.isStringLiteral;
export const isStringLiteralLike: typeof ts.isStringLiteralLike = ts.isStringLiteralLike;
export const isSwitchStatement: typeof ts.isSwitchStatement = ts.isSwitchStatement;
export const isTaggedTemplateExpression: typeof ts.isTaggedTemplateExpression =
  ts.isTaggedTemplateExpression;
export const isTemplateHead: typeof ts.isTemplateHead = ts.isTemplateHead;
export const isTemplateMiddleOrTemplateTail: typeof ts.isTemplateMiddleOrTemplateTail =
  ts.isTemplateMiddleOrTemplateTail;
export const isThrowStatement: typeof ts.isThrowStatement = ts.isThrowStatement;
export const isTryStatement: typeof ts.isTryStatement = ts.isTryStatement;
export const isTypeNode: typeof ts.isTypeNode = ts.isTypeNode;
export const isTypeParameterDeclaration: typeof ts.isTypeParameterDeclaration =
  ts.isTypeParameterDeclaration;
export const isVariableDeclaration: typeof ts.isVariableDeclaration = ts.isVariableDeclaration;
export const isVariableDeclarationList: typeof ts.isVariableDeclarationList =
  ts.isVariableDeclarationList;
export const isVariableStatement: typeof ts.isVariableStatement = ts.isVariableStatement;
export const isWhileStatement: typeof ts.isWhileStatement = ts.isWhileStatement;
export const isWithStatement: typeof ts.isWithStatement = ts.isWithStatement;
export const tokenToString: typeof ts.tokenToString = ts.tokenToString;

/** Kinds by file extension; `.js` may hold JSX, as Vite and Babel read it. */
const scriptKinds: Readonly<Record<string, ts.ScriptKind>> = {
  ts: ts.ScriptKind.TS,
  mts: ts.ScriptKind.TS,
  cts: ts.ScriptKind.TS,
  tsx: ts.ScriptKind.TSX,
  js: ts.ScriptKind.JS,
  mjs: ts.ScriptKind.JS,
  cjs: ts.ScriptKind.JS,
  jsx: ts.ScriptKind.JSX,
};

let last: ts.SourceFile | undefined;

/**
 * Plain nodes, without parents and without JSDoc: each costs more than all that is done with the tree here. Who asks again
 * for the file that was asked for last is given the same tree: a file is listed, joined and explained in turn.
 */
export function parseSource(path: string, text: string): ts.SourceFile {
  if (last?.fileName === path && last.text === text) return last;
  last = undefined; // one tree at a time is in memory
  last = parse(path, text);
  return last;
}

function parse(path: string, text: string): ts.SourceFile {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return ts.createSourceFile(
    path,
    text,
    {
      languageVersion: ts.ScriptTarget.Latest,
      jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
    },
    false,
    scriptKinds[extension] ?? ts.ScriptKind.TS,
  );
}

/** A syntax error: its offset in the text, and TypeScript's sentence for it. */
export interface SyntaxFault {
  readonly offset: number;
  readonly message: string;
}

/**
 * The first syntax error of a file. TypeScript keeps the list on the tree but leaves it out of the
 * public types (6.0.2), so it is read as unknown.
 */
export function findSyntaxFault(sourceFile: ts.SourceFile): SyntaxFault | undefined {
  const diagnostics: unknown = Reflect.get(sourceFile, "parseDiagnostics");
  if (!Array.isArray(diagnostics) || diagnostics.length === 0) return undefined;
  const first: unknown = diagnostics[0];
  if (typeof first !== "object" || first === null) return { offset: 0, message: "syntax error" };
  const offset: unknown = Reflect.get(first, "start");
  const text: unknown = Reflect.get(first, "messageText");
  return {
    offset: typeof offset === "number" ? offset : 0,
    message: typeof text === "string" ? text : "syntax error",
  };
}
