import type { CoordinatorActor } from "./coordinator-worker/coordinator-actor.ts";
import type { WorkerActor } from "./coordinator-worker/worker-actor.ts";
import type { PollActor } from "./poll/poll-actor.ts";
import type { SessionActor } from "./session-gateway/session-actor.ts";

// What wrangler.jsonc binds, so that `this.env` of every actor is typed.
declare global {
  namespace Cloudflare {
    interface Env {
      /** Signs the tokens that open sessions; set with `wrangler secret put TOKEN_SECRET`. */
      readonly TOKEN_SECRET?: string;
      /** "allowed" lets clients in that bring no token: for development only. */
      readonly ANONYMOUS?: string;
      readonly SESSION: DurableObjectNamespace<SessionActor>;
      readonly COORDINATOR: DurableObjectNamespace<CoordinatorActor>;
      readonly WORKER: DurableObjectNamespace<WorkerActor>;
      readonly POLL: DurableObjectNamespace<PollActor>;
    }
  }
}
