import { formatAddress } from "../address.ts";
import type { Address } from "../protocol.ts";

/** What the client of a session may do. */
export interface Grant {
  /**
   * Addresses it may speak to; `worker:*` and `worker:team-*` stand for all that begin so.
   * They are attached to the socket, so verifyToken refuses more of them than fit there.
   */
  readonly allow: readonly string[];
}

/** What a client may do of whom nothing is known. */
export const ANYBODY: Grant = { allow: ["coordinator:*", "worker:*", "queue:*"] };

const HEADER = "Session-Grant";

/** Whether the client may speak to an actor. */
export function isAllowed({ allow }: Grant, to: Address): boolean {
  const address = formatAddress(to);
  return allow.some((pattern) =>
    pattern.endsWith("*") ? address.startsWith(pattern.slice(0, -1)) : address === pattern,
  );
}

/** Hands a request on with what its client was granted, whatever the client itself wrote there. */
export function withGrant(request: Request, grant: Grant): Request {
  const granted = new Request(request);
  granted.headers.set(HEADER, JSON.stringify(grant));
  return granted;
}

/** Reads what the Worker granted. A request without it comes from our own code, which alone can reach an actor. */
export function readGrant(request: Request): Grant {
  const header = request.headers.get(HEADER);
  return header === null ? ANYBODY : JSON.parse(header);
}
