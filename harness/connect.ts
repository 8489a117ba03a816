import { type AnyActor, isActorHandle, toRequest } from "./actor.ts";
import { type Client, createClient } from "./client.ts";
import type { Deadlines } from "./deadline.ts";
import { type CallSite, errorAt } from "./errors.ts";
import type { Sendable } from "./frame.ts";
import type { Ownership } from "./ownership.ts";
import { acceptSocket } from "./socket.ts";

/** Anything that answers requests: a stub, a service binding, `exports.default`. */
export interface FetchTarget {
  fetch(request: Request): Promise<Response>;
}

/** A Durable Object namespace of whatever class. */
export interface Namespace {
  idFromName(name: string): DurableObjectId;
  get(id: DurableObjectId): object;
}

/** What a socket can be opened to. */
export type ConnectTarget = Namespace | AnyActor | FetchTarget;

/** How a socket is opened. */
export interface ConnectOptions {
  /** What failure texts call this end; for a namespace also which of the scope's actors is meant. */
  readonly name?: string;
  /** Path and query, or a whole URL; default "/". */
  readonly path?: string;
  readonly headers?: HeadersInit;
  /** Subprotocols to offer. */
  readonly protocol?: string | readonly string[];
  /** How binary frames arrive: as `Uint8Array` (default) or as `Blob`. */
  readonly binaryType?: "arraybuffer" | "blob";
}

/** What the scope adds to the options. */
export interface ConnectRequest extends ConnectOptions {
  readonly site: CallSite;
  readonly deadlines: Deadlines;
  readonly ownership: Ownership;
  actorOf(namespace: Namespace, base: string | undefined): AnyActor;
}

/** Opens a WebSocket to a target and makes its client. */
export async function connect<Received, Sent extends Sendable>(
  target: ConnectTarget,
  request: ConnectRequest,
): Promise<Client<Received, Sent>> {
  const { ownership, site, deadlines } = request;
  const fetchTarget: FetchTarget = isNamespace(target)
    ? request.actorOf(target, request.name)
    : target;
  const name = request.name ?? ownership.nextSocketName();
  const response = await fetchTarget.fetch(createUpgrade(request));
  if (response.webSocket === null) {
    const body = (await response.text()).slice(0, 200);
    const found = `status ${response.status}${body === "" ? "" : ` with ${JSON.stringify(body)}`}`;
    const message = `Could not open socket "${name}": found ${found}, expected 101 with a WebSocket.`;
    throw errorAt(site, "not-upgraded", message);
  }
  const binaryType = request.binaryType ?? "arraybuffer";
  const socket = acceptSocket(response.webSocket, { name, deadlines, binaryType, site });
  const actor = isActorHandle(fetchTarget) ? fetchTarget : undefined;
  const owned = ownership.addSocket(socket, actor);
  return createClient(socket, owned.close);
}

function createUpgrade({ path = "/", headers, protocol }: ConnectOptions): Request {
  const upgrade = new Headers(headers);
  upgrade.set("Upgrade", "websocket");
  if (protocol !== undefined) {
    upgrade.set(
      "Sec-WebSocket-Protocol",
      typeof protocol === "string" ? protocol : protocol.join(", "),
    );
  }
  return toRequest(path, { headers: upgrade });
}

function isNamespace(target: object): target is Namespace {
  return "idFromName" in target && typeof target.idFromName === "function";
}
