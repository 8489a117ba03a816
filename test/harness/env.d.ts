declare namespace Cloudflare {
  interface Env {
    readonly ECHO: DurableObjectNamespace<import("./actors/echo.ts").EchoActor>;
    readonly COUNTER: DurableObjectNamespace<import("./actors/counter.ts").CounterActor>;
  }
  interface GlobalProps {
    mainModule: typeof import("./worker.ts");
  }
}
