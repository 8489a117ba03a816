import type { AnyActor } from "../actor/actor.ts";
import { isActorHandle, toRequest } from "../actor/create-actor.ts";
import { type Client, createClient } from "../probe/client.ts";
import type { Waits } from "../timing/waits.ts";
import { type CallSite, errorAt } from "../failures/errors.ts";
import type { Sendable } from "../matching/frame.ts";
import type { Ownership } from "./ownership.ts";
import { describeOrigin } from "./origin.ts";
import { isNamespace } from "../workerd/runtime.ts";
import { acceptSocket } from "../probe/socket.ts";
import { instrumentMainModule } from "../instrument/instrument.ts";
import { expectUpgrade } from "../instrument/upgrades.ts";

/** Anything that answers requests: a stub, a service binding, `exports.default`. */
export interface FetchTarget {
  /** Answers a request; what it rejects with is passed on. */
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
  /**
   * What failure texts call this end; for a namespace also which of the scope's actors is meant. Default: the actor's
   * name and the path.
   */
  readonly name?: string;
  /** Path and query, or a whole URL; default "/". */
  readonly path?: string;
  /** Headers of the upgrade request; default: only those that every WebSocket client sends. */
  readonly headers?: HeadersInit;
  /** Subprotocols to offer; default: none. */
  readonly protocol?: string | readonly string[];
  /** How binary frames arrive: as `Uint8Array` (default) or as `Blob`. */
  readonly binaryType?: "arraybuffer" | "blob";
}

/** What the scope adds to the options. */
export interface ConnectRequest extends ConnectOptions {
  readonly site: CallSite;
  readonly waits: Waits;
  readonly ownership: Ownership;
  readonly scopeId: string;
  actorOf(namespace: Namespace, base: string | undefined): AnyActor;
}

/** Opens a WebSocket to a target and makes its client. */
export async function connect<Received, Sent extends Sendable>(
  target: ConnectTarget,
  request: ConnectRequest,
): Promise<Client<Received, Sent>> {
  const { ownership, site, waits } = request;
  const fetchTarget = isNamespaceTarget(target) ? request.actorOf(target, request.name) : target;
  const name = request.name ?? describeTarget(fetchTarget, request.path);
  const upgrade = createUpgrade(request);
  const key = upgrade.headers.get("Sec-WebSocket-Key") ?? "";
  // Innermost actor last: a gateway that forwards the request does not hold the socket.
  let holder: string | undefined;
  const stopExpecting = expectUpgrade(key, {
    hints: isStranger(fetchTarget) ? { path: upgrade.url, scopeId: request.scopeId } : undefined,
    found: (id) => {
      // Now, not later: its socket is observed only if the actor is watched when it accepts it.
      ownership.addActor(id);
      holder = id;
    },
  });
  await instrumentMainModule();
  const response = await fetchTarget.fetch(upgrade).finally(stopExpecting);
  if (response.webSocket === null) {
    const body = (await response.text()).slice(0, 200);
    const found = `status ${response.status}${body === "" ? "" : ` with ${JSON.stringify(body)}`}`;
    const message = `Could not open socket "${name}": found ${found}, expected 101 with a WebSocket.`;
    throw errorAt(site, "not-upgraded", message);
  }
  const socket = acceptSocket(response.webSocket, {
    name,
    waits,
    site,
    binaryType: request.binaryType ?? "arraybuffer",
    protocol: response.headers.get("Sec-WebSocket-Protocol") ?? "",
    settle: async (rest) => {
      if (holder === undefined) throw errorAt(rest.site, "usage", describeStranger(rest.why));
      await ownership.settle(rest);
    },
    surroundings: ownership.surroundings,
    originOf: (frame) => describeOrigin(frame, ownership.records()),
  });
  return createClient(socket, ownership.addSocket(socket, holder));
}

function createUpgrade({ path = "/", headers, protocol }: ConnectOptions): Request {
  const upgrade = new Headers(headers);
  upgrade.set("Upgrade", "websocket");
  upgrade.set("Sec-WebSocket-Version", "13");
  // Every real client sends a key. Here it also tells which actor the request ends up at.
  if (!upgrade.has("Sec-WebSocket-Key")) upgrade.set("Sec-WebSocket-Key", createKey());
  if (protocol !== undefined) {
    upgrade.set(
      "Sec-WebSocket-Protocol",
      typeof protocol === "string" ? protocol : protocol.join(", "),
    );
  }
  return toRequest(path, { headers: upgrade });
}

function createKey(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}

function describeTarget(target: FetchTarget, path = "/"): string {
  const name = isActorHandle(target) ? (target.name ?? target.id.toString()) : "";
  return `${name}${path === "/" && name !== "" ? "" : path}`;
}

/** Whether a target may hand the request on in a form of its own. */
function isStranger(target: FetchTarget): boolean {
  return !isActorHandle(target) && target.constructor.name !== "DurableObject";
}

function isNamespaceTarget(target: ConnectTarget): target is Namespace {
  return isNamespace(target);
}

function describeStranger(why: string): string {
  return `Could not ${why}: found that its other end is not an actor of this Worker, expected one. Use { forMs } to wait for some time instead.`;
}
