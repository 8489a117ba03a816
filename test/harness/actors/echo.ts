import { DurableObject } from "cloudflare:workers";

/** Greets in fetch and answers each frame with itself, through the hibernation API. */
export class EchoActor extends DurableObject {
  override fetch(request: Request): Response {
    if (request.headers.get("Upgrade") !== "websocket") {
      return new Response("Upgrade required", { status: 426 });
    }
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    if (new URL(request.url).searchParams.has("greet")) server.send("hello");
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): void {
    socket.send(frame);
  }
}
