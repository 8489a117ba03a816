import { isAnnounced } from "./link-calls.ts";
import { stateOf } from "../trace/registry.ts";

/** What may occur in the name of the actor that a request is for, or hold that name. */
export interface Hints {
  readonly path: string;
  readonly scopeId: string;
}

/** Somebody who waits for a WebSocket request to reach its actor. */
export interface Expectation {
  /**
   * What tells it from others where the request does not: a Worker that makes a request of its own drops the key.
   * Undefined for a request that goes straight to its actor.
   */
  readonly hints: Hints | undefined;
  /** Told the id of each actor that the request reaches. */
  found(id: string): void;
}

const expected = new Map<string, Expectation>();

/** Calls back with the id of each actor that a WebSocket request with this key reaches; the result ends that. */
export function expectUpgrade(key: string, expectation: Expectation): () => void {
  expected.set(key, expectation);
  return () => expected.delete(key);
}

/** Tells whoever expects this request that it reached an actor. */
export function announceUpgrade(instance: object, request: unknown): void {
  if (expected.size === 0 || !(request instanceof Request)) return;
  const id = stateOf(instance)?.id;
  if (id === undefined) return;
  const known = expected.get(request.headers.get("Sec-WebSocket-Key") ?? "");
  (known ?? guess(request, id.name ?? ""))?.found(id.toString());
}

/** Whose request it is that has come without its key: the only one that may be on its way there. */
function guess(request: Request, name: string): Expectation | undefined {
  if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket") return undefined;
  // Another actor's own request.
  if (isAnnounced(request)) return undefined;
  const open = [...expected.values()].flatMap((it) =>
    it.hints === undefined ? [] : [{ ...it.hints, expectation: it }],
  );
  const written = [name, encodeURIComponent(name)];
  const byPath = open.filter(({ path }) => name !== "" && written.some((it) => path.includes(it)));
  const byScope = open.filter(({ scopeId }) => name.includes(scopeId));
  const [only, ...others] = [byPath, byScope].find((it) => it.length > 0) ?? open;
  return others.length > 0 ? undefined : only?.expectation;
}
