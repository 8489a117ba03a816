import type { CounterActor } from "./actors/counter.ts";
import type { EchoActor } from "./actors/echo.ts";
import type * as main from "./worker.ts";

declare global {
  namespace Cloudflare {
    interface Env {
      readonly ECHO: DurableObjectNamespace<EchoActor>;
      readonly COUNTER: DurableObjectNamespace<CounterActor>;
    }
    interface GlobalProps {
      mainModule: typeof main;
    }
  }
}
