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
  const secret = env.TOKEN_SECRET ?? "";
  if (token === null && env.ANONYMOUS === "allowed") return { status: "granted", grant: ANYBODY };
  // Not set up yet: that opens no door either.
  if (secret === "")
    return { status: "refused", reason: "found no TOKEN_SECRET to check one with" };
  if (token === null) return { status: "refused", reason: "found no token" };
  return verifyToken(token, { secret, session, now: Date.now() });
}
