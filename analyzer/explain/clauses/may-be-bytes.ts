import { ts } from "ts-morph";

/** Declared types of a WebSocket frame: the platform's own, and partyserver's name for it. */
const FRAME = /\bArrayBuffer\b|^WSMessage$/;

/** True for a parameter that is declared as text or bytes, as the frames of a WebSocket are. */
export function mayBeBytes(expression: ts.Expression, source: ts.SourceFile): boolean {
  if (!ts.isIdentifier(expression)) return false;
  let type: string | undefined;
  const search = (node: ts.Node): void => {
    if (node.pos > expression.pos || node.end < expression.end) return;
    if (ts.isFunctionLike(node)) type = parameterType(node, expression.text, source) ?? type;
    ts.forEachChild(node, search);
  };
  search(source);
  return type !== undefined && FRAME.test(type);
}

function parameterType(
  { parameters }: ts.SignatureDeclaration,
  name: string,
  source: ts.SourceFile,
): string | undefined {
  const parameter = parameters.find(
    (candidate) => ts.isIdentifier(candidate.name) && candidate.name.text === name,
  );
  return parameter && (parameter.type?.getText(source) ?? "");
}
