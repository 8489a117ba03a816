import { DurableObject } from "cloudflare:workers";

/** Greets and echoes over a socket that is accepted the classic way: it cannot hibernate. */
export class ClassicActor extends DurableObject {
  readonly closes: string[] = [];

  override fetch(): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    server.accept();
    server.send("hello");
    server.addEventListener("message", ({ data }) => server.send(data));
    server.addEventListener("close", ({ code }) => {
      this.closes.push(String(code));
    });
    return new Response(null, { status: 101, webSocket: client });
  }
}
