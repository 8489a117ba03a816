import { currentActivity, currentActor } from "../trace/current-actor.ts";
import { perform } from "../trace/interception.ts";
import { noteSent } from "./link-calls.ts";
import { shadowMethod } from "./shadow.ts";

const REMEMBERED = 50;

/** Remembers what watched actors send, so that a failure can say why a frame came. */
export function observeSends(): void {
  shadowMethod(WebSocket.prototype, "send", (send, site) => (socket, parameters) => {
    const record = currentActor();
    if (record === undefined || !(socket instanceof WebSocket)) return send(socket, parameters);
    const [data] = parameters;
    // Now, not when a fault lets it go.
    const by = currentActivity();
    const during = [...record.activities].filter((activity) => activity !== by);
    const frame = { data, site: site(), by, during };
    const note = (): void => {
      record.sentFrames.push(frame);
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
