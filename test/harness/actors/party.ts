import { type Connection, Server } from "partyserver";

/** A room of a library that accepts sockets the classic way, and whose listeners await nothing. */
export class PartyActor extends Server {
  override onConnect(connection: Connection): void {
    connection.send(`welcome ${connection.id}`);
  }

  override async onMessage(connection: Connection, message: string): Promise<void> {
    await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
    await this.ctx.storage.put("last", message);
    this.broadcast(`${connection.id}: ${message}`);
  }

  override async onClose(connection: Connection, code: number): Promise<void> {
    // On purpose: work that goes on when the socket is closed.
    await scheduler.wait(10);
    this.broadcast(`${connection.id} left with ${code}`, [connection.id]);
  }
}

/** The same, with sockets that hibernate. */
export class SleepingPartyActor extends PartyActor {
  static override options = { hibernate: true };
}
