import { env } from "cloudflare:workers";
import type { ActorHandle, Client, Scope } from "footlights/harness";
import type { CoordinatorActor } from "../../reference-actors/coordinator-worker/coordinator-actor.ts";
import type { ClientFrame } from "../../reference-actors/reply.ts";

/** Who asks an actor directly. */
export const asked = { kind: "session", name: "test" } as const;
/** A task that is done by hand. */
export const manual = (id: string, options = {}) => ({
  id,
  job: "manual",
  input: null,
  ...options,
});

/** Lets the time pass for which tasks wait, or workers are silent, and runs the alarm as the runtime would. */
export async function passTime(coordinator: ActorHandle<CoordinatorActor>, column: "due" | "seen") {
  const table = column === "due" ? "tasks" : "workers";
  await coordinator.inside((_actor, { storage }) =>
    storage.sql.exec(`UPDATE ${table} SET ${column} = 1 WHERE ${column} IS NOT NULL`),
  );
  await coordinator.fireAlarm();
}

/** Opens a client, and registers a worker if one is wanted. */
export async function open(scope: Scope, workers: readonly string[] = []) {
  const client: Client<ClientFrame> = await scope.connect<ClientFrame>(env.SESSION);
  const to = `coordinator:${scope.id}`;
  let id = 0;
  const ask = (message: object): Promise<ClientFrame> =>
    client.call({ id: (id += 1), to, ...message });
  for (const worker of workers) await ask({ type: "register_worker", worker });
  return { client, ask, coordinator: scope.actor(env.COORDINATOR) };
}
