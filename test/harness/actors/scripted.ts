import { DurableObject } from "cloudflare:workers";

/** What a test may tell a {@link ScriptedActor} to do. */
export type Script =
  | { readonly do: "say"; readonly messages: readonly unknown[] }
  | { readonly do: "close"; readonly code: number; readonly reason: string }
  | { readonly do: "abort" }
  | { readonly do: "reply"; readonly id: string; readonly after?: readonly unknown[] }
  | { readonly do: "bytes"; readonly length: number };

/** Does what the client tells it, through the hibernation API. */
export class ScriptedActor extends DurableObject {
  override fetch(request: Request): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    const protocol = request.headers.get("Sec-WebSocket-Protocol")?.split(", ")[0];
    const headers = protocol === undefined ? {} : { "Sec-WebSocket-Protocol": protocol };
    const url = new URL(request.url);
    if (url.searchParams.has("mirror")) {
      server.send(JSON.stringify({ path: url.pathname, token: request.headers.get("X-Token") }));
    }
    return new Response(null, { status: 101, webSocket: client, headers });
  }

  override webSocketMessage(socket: WebSocket, frame: string): void {
    const script: Script = JSON.parse(frame);
    switch (script.do) {
      case "say":
        for (const message of script.messages) socket.send(toText(message));
        break;
      case "close":
        socket.close(script.code, script.reason);
        break;
      case "abort":
        this.ctx.abort("scripted");
        break;
      case "reply":
        for (const message of script.after ?? []) socket.send(toText(message));
        socket.send(JSON.stringify({ type: "reply", id: script.id }));
        break;
      case "bytes":
        socket.send(new Uint8Array(script.length).fill(7));
        break;
    }
  }
}

function toText(message: unknown): string {
  return typeof message === "string" ? message : JSON.stringify(message);
}
