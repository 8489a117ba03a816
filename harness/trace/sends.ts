import { currentActivity, currentActor } from "./current-actor.ts";
import { shadowMethod } from "./shadow.ts";

const REMEMBERED = 50;

/** Remembers what watched actors send, so that a failure can say why a frame came. */
export function observeSends(): void {
  shadowMethod(WebSocket.prototype, "send", (send, site) => (socket, parameters) => {
    const record = currentActor();
    if (record !== undefined) {
      const by = currentActivity();
      const during = [...record.activities].filter((activity) => activity !== by);
      record.sentFrames.push({ data: parameters[0], site: site(), by, during });
      if (record.sentFrames.length > REMEMBERED) record.sentFrames.shift();
    }
    return send(socket, parameters);
  });
}
