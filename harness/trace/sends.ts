import { currentActivity, currentActor } from "./current-actor.ts";
import { perform } from "./interception.ts";
import { noteSent } from "./link-calls.ts";
import { shadowMethod } from "./shadow.ts";

const REMEMBERED = 50;

/** Remembers what watched actors send, so that a failure can say why a frame came. */
export function observeSends(): void {
  shadowMethod(WebSocket.prototype, "send", (send, site) => (socket, parameters) => {
    const record = currentActor();
    if (record === undefined || !(socket instanceof WebSocket)) return send(socket, parameters);
    const [data] = parameters;
    const note = (): void => {
      const by = currentActivity();
      const during = [...record.activities].filter((activity) => activity !== by);
      record.sentFrames.push({ data, site: site(), by, during });
      if (record.sentFrames.length > REMEMBERED) record.sentFrames.shift();
    };
    const run = (): unknown => {
      note();
      const result = send(socket, parameters);
      noteSent(socket);
      return result;
    };
    return perform(record, {
      kind: "send",
      name: "send",
      detail: data,
      socket,
      isSynchronous: true,
      run,
    });
  });
}
