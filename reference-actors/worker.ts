import { isName } from "./address.ts";
import { authenticate } from "./session-gateway/authenticate.ts";
import { withGrant } from "./session-gateway/grant.ts";

export { CoordinatorActor } from "./coordinator-worker/coordinator-actor.ts";
export { WorkerActor } from "./coordinator-worker/worker-actor.ts";
export { SessionActor } from "./session-gateway/session-actor.ts";

const SESSION_PATH = "/session/";

/** Hands `/session/<id>` to the session of that id, once the client has shown that it may open it. */
export default {
  async fetch(request: Request, env: Cloudflare.Env): Promise<Response> {
    const { pathname } = new URL(request.url);
    const session = pathname.slice(SESSION_PATH.length);
    if (!pathname.startsWith(SESSION_PATH) || !isName(session)) {
      return new Response(
        `Could not route "${pathname}": found no such path, expected "/session/<id>". Open a WebSocket there.`,
        { status: 404 },
      );
    }
    const verdict = await authenticate(request, session, env);
    if (verdict.status === "refused") {
      return new Response(
        `Could not open session "${session}": ${verdict.reason}, expected a token for it. Ask for a new token and connect again.`,
        { status: 401 },
      );
    }
    return env.SESSION.getByName(session).fetch(withGrant(request, verdict.grant));
  },
} satisfies ExportedHandler<Cloudflare.Env>;
