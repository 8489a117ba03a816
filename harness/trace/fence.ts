const FENCE = "\u0000footlights:fence:";

/** Makes the text of a fence: a frame that the actor's instrumented handler sends straight back. */
export function makeFence(number: number): string {
  return `${FENCE}${number}`;
}

/** Says whether a frame is a fence rather than a message. */
export function isFence(data: unknown): data is string {
  return typeof data === "string" && data.startsWith(FENCE);
}

/** Sends a fence back on its socket and gives true; gives false for everything else. */
export function answerFence(socket: unknown, data: unknown): boolean {
  if (!isFence(data) || !(socket instanceof WebSocket)) return false;
  try {
    socket.send(data);
  } catch {
    // The actor has closed this socket meanwhile: the client sees the close frame instead.
  }
  return true;
}
