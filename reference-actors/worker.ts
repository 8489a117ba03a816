import { isName } from "./address.ts";
import { authenticate } from "./session-gateway/authenticate.ts";
import { withGrant } from "./session-gateway/grant.ts";

export { CoordinatorActor } from "./coordinator-worker/coordinator-actor.ts";
export { WorkerActor } from "./coordinator-worker/worker-actor.ts";
export { PollActor } from "./poll/poll-actor.ts";
export { SessionActor } from "./session-gateway/session-actor.ts";

/** Hands `/session/<id>` and `/poll/<id>` to the actor of that id. */
export default {
  fetch(request: Request, env: Cloudflare.Env): Response | Promise<Response> {
    const { pathname } = new URL(request.url);
    const session = nameBelow("/session/", pathname);
    if (session !== undefined) return openSession(request, env, session);
    // Anybody may look at a poll and vote.
    const poll = nameBelow("/poll/", pathname);
    if (poll !== undefined) return env.POLL.getByName(poll).fetch(request);
    return new Response(
      `Could not route "${pathname}": found no such path, expected "/session/<id>" or "/poll/<id>". Open a WebSocket there.`,
      { status: 404 },
    );
  },
} satisfies ExportedHandler<Cloudflare.Env>;

async function openSession(
  request: Request,
  env: Cloudflare.Env,
  session: string,
): Promise<Response> {
  const verdict = await authenticate(request, session, env);
  if (verdict.status === "granted") {
    return env.SESSION.getByName(session).fetch(withGrant(request, verdict.grant));
  }
  return new Response(
    `Could not open session "${session}": ${verdict.reason}, expected a token for it. Ask for a new token and connect again.`,
    { status: 401 },
  );
}

function nameBelow(folder: string, pathname: string): string | undefined {
  if (!pathname.startsWith(folder)) return undefined;
  const name = pathname.slice(folder.length);
  return isName(name) ? name : undefined;
}
