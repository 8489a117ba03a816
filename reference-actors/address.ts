import type { ActorKind, Address } from "./protocol.ts";

const KINDS: readonly ActorKind[] = ["session", "coordinator", "worker", "queue"];
const NAME = /^[!-~]{1,128}$/;

/** Whether a text can name an actor, a task or a job: 1 to 128 visible ASCII characters. */
export function isName(text: string): boolean {
  return NAME.test(text);
}

/** Reads `worker:w1`; undefined where no kind of actor, or no name, can be read. */
export function parseAddress(text: unknown): Address | undefined {
  if (typeof text !== "string") return undefined;
  const kind = KINDS.find((known) => text.startsWith(`${known}:`));
  if (kind === undefined) return undefined;
  const name = text.slice(kind.length + 1);
  return isName(name) ? { kind, name } : undefined;
}

/** Writes an address as it stands on the wire: `worker:w1`. */
export function formatAddress({ kind, name }: Address): string {
  return `${kind}:${name}`;
}

/**
 * The name an actor is reached by. Throws for one made with `newUniqueId`: nobody could answer it by address.
 * An alarm may wake an actor without telling its name: workerd did so under wrangler dev in 2026
 * (github.com/cloudflare/workerd/issues/6850), and so do alarms set in production before March 2026.
 * An actor that sets alarms therefore keeps its name with `keepName`.
 */
export function ownName({ id, storage }: DurableObjectState): string {
  const name = id.name ?? storage.kv.get<string>("name");
  if (name !== undefined) return name;
  throw new Error(
    `Could not start the actor: found id ${id.toString()} without a name, expected one made by getByName. Reach it by its name.`,
  );
}

/** Stores an actor's name, once. */
export function keepName({ storage }: DurableObjectState, name: string): void {
  if (storage.kv.get<string>("name") === undefined) storage.kv.put("name", name);
}
