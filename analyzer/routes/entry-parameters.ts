import { ts } from "ts-morph";
import type { EntryPoint } from "../actors/entries.ts";
import type { Origin } from "./origin.ts";

/** What the runtime and library bases pass besides the message: nobody sends these. */
const CARRIERS = /^(?:WebSocket|Connection|ConnectionContext|DurableObjectState|Env)\b/;
const SOCKET_NAMES = /^(?:_*ws|socket|conn|connection|webSocket|env|ctx|state)$/;

/** Where each parameter of an entry comes from, in order; undefined for sockets and the like. */
export function originsOfParameters(entry: EntryPoint): readonly (Origin | undefined)[] {
  const { parameters } = entry.node;
  if (entry.kind === "lifecycle" || entry.kind === "alarm") return parameters.map(() => undefined);
  const carries = parameters.map(isMessage);
  const single = carries.filter(Boolean).length === 1;
  return parameters.map((parameter, index) => {
    if (!carries[index]) return undefined;
    const name = ts.isIdentifier(parameter.name) ? parameter.name.text : null;
    return { parameter: single ? null : name, path: "", derived: false };
  });
}

function isMessage(parameter: ts.ParameterDeclaration): boolean {
  const { name, type } = parameter;
  if (ts.isIdentifier(name) && SOCKET_NAMES.test(name.text)) return false;
  return !(
    type &&
    ts.isTypeReferenceNode(type) &&
    ts.isIdentifier(type.typeName) &&
    CARRIERS.test(type.typeName.text)
  );
}
