import type { ActorKind, Address } from "./protocol.ts";

const KINDS: readonly ActorKind[] = ["session", "coordinator", "worker"];
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

/** The name an actor was reached by. Throws for one made with `newUniqueId`: nobody could answer it by address. */
export function ownName({ id }: DurableObjectState): string {
  if (id.name !== undefined) return id.name;
  throw new Error(
    `Could not start the actor: found id ${id.toString()} without a name, expected one made by getByName. Reach it by its name.`,
  );
}

/**
 * The name an actor was first reached by, kept in its storage.
 * An alarm may wake an actor without telling its name: workerd did so under wrangler dev in 2026
 * (github.com/cloudflare/workerd/issues/6850), and so do alarms set in production before March 2026.
 */
export function storedName(ctx: DurableObjectState): string {
  const stored = ctx.storage.kv.get<string>("name");
  if (stored !== undefined) return stored;
  const name = ownName(ctx);
  ctx.storage.kv.put("name", name);
  return name;
}
