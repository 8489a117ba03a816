import { stateOf } from "./registry.ts";

const expected = new Map<string, (id: string) => void>();

/** Calls back with the id of each actor that a WebSocket request with this key reaches; the result ends that. */
export function expectUpgrade(key: string, found: (id: string) => void): () => void {
  expected.set(key, found);
  return () => expected.delete(key);
}

/** Tells whoever expects this request's key that it reached an actor. */
export function announceUpgrade(instance: object, request: unknown): void {
  if (expected.size === 0 || !(request instanceof Request)) return;
  const found = expected.get(request.headers.get("Sec-WebSocket-Key") ?? "");
  const id = stateOf(instance)?.id.toString();
  if (found !== undefined && id !== undefined) found(id);
}
