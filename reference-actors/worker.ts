import { isName } from "./address.ts";

export { CoordinatorActor } from "./coordinator-worker/coordinator-actor.ts";
export { WorkerActor } from "./coordinator-worker/worker-actor.ts";
export { SessionActor } from "./session-gateway/session-actor.ts";

const SESSION_PATH = "/session/";

/** Hands `/session/<id>` to the session of that id; each client has its own. */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname } = new URL(request.url);
    const session = pathname.slice(SESSION_PATH.length);
    if (!pathname.startsWith(SESSION_PATH) || !isName(session)) {
      return new Response(
        `Could not route "${pathname}": found no such path, expected "/session/<id>". Open a WebSocket there.`,
        { status: 404 },
      );
    }
    return env.SESSION.getByName(session).fetch(request);
  },
} satisfies ExportedHandler<Cloudflare.Env>;
