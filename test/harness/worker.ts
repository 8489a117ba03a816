import { DurableObject } from "cloudflare:workers";

/** Answers each text frame with the same text, through the hibernation API. */
export class EchoActor extends DurableObject {
  override fetch(): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): void {
    socket.send(frame);
  }
}

export default {
  fetch(): Response {
    return new Response("Not found", { status: 404 });
  },
};
