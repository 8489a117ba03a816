import { ANYBODY } from "./grant.ts";
import { type Verdict, verifyToken } from "./token.ts";

/**
 * Decides whether a request may open a session, before anything is accepted or any actor is woken.
 * The token comes as `?token=`, for a browser sends no header with a WebSocket; let it expire within a minute.
 */
export function authenticate(
  request: Request,
  session: string,
  env: Pick<Cloudflare.Env, "TOKEN_SECRET" | "ANONYMOUS">,
): Verdict | Promise<Verdict> {
  const token = new URL(request.url).searchParams.get("token");
  if (token === null) {
    return env.ANONYMOUS === "allowed"
      ? { status: "granted", grant: ANYBODY }
      : { status: "refused", reason: "found no token" };
  }
  const secret = env.TOKEN_SECRET;
  if (secret === undefined)
    return { status: "refused", reason: "found no secret to check it with" };
  return verifyToken(token, { secret, session, now: Date.now() });
}
