import type { BeatingActor } from "./actors/beating.ts";
import type { ClassicActor } from "./actors/classic.ts";
import type { ClockedActor } from "./actors/clocked.ts";
import type { CounterActor } from "./actors/counter.ts";
import type { EchoActor } from "./actors/echo.ts";
import type { LateActor } from "./actors/late.ts";
import type { LeakyActor } from "./actors/leaky.ts";
import type { LedgerActor } from "./actors/ledger.ts";
import type { LinkedActor } from "./actors/linked.ts";
import type { MessengerActor } from "./actors/messenger.ts";
import type { PartyActor, SleepingPartyActor } from "./actors/party.ts";
import type { PinnedActor } from "./actors/pinned.ts";
import type { RegisteredActor } from "./actors/registered.ts";
import type { ScriptedActor } from "./actors/scripted.ts";
import type * as main from "./worker.ts";

declare global {
  namespace Cloudflare {
    interface Env {
      readonly BEATING: DurableObjectNamespace<BeatingActor>;
      readonly CLASSIC: DurableObjectNamespace<ClassicActor>;
      readonly CLOCKED: DurableObjectNamespace<ClockedActor>;
      readonly COUNTER: DurableObjectNamespace<CounterActor>;
      readonly ECHO: DurableObjectNamespace<EchoActor>;
      readonly LATE: DurableObjectNamespace<LateActor>;
      readonly LEAKY: DurableObjectNamespace<LeakyActor>;
      readonly LEDGER: DurableObjectNamespace<LedgerActor>;
      readonly LINKED: DurableObjectNamespace<LinkedActor>;
      readonly MESSENGER: DurableObjectNamespace<MessengerActor>;
      readonly PARTY: DurableObjectNamespace<PartyActor>;
      readonly SLEEPING_PARTY: DurableObjectNamespace<SleepingPartyActor>;
      readonly PINNED: DurableObjectNamespace<PinnedActor>;
      readonly PLAIN: DurableObjectNamespace;
      readonly REGISTERED: DurableObjectNamespace<RegisteredActor>;
      readonly SCRIPTED: DurableObjectNamespace<ScriptedActor>;
    }
    interface GlobalProps {
      mainModule: typeof main;
      durableNamespaces: "UnboundActor";
    }
  }
}
