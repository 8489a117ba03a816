const FIRST_MS = 250;
const LONGEST_MS = 8000;
const ANSWER_MS = 15_000;

/** A WebSocket that connects again by itself, and on which requests are answered under their ids. */
export class Connection {
  #url;
  #on;
  #socket;
  #failures = 0;
  #number = 0;
  #pending = new Map();

  /** `on.state(name)` tells "open" or "closed", `on.open()` that one may ask, `on.event(frame)` what nobody asked for. */
  constructor(url, on) {
    this.#url = url;
    this.#on = on;
    addEventListener("online", () => this.#connectSoon(0));
    this.#connect();
  }

  /** Resolves with the answer; rejects when it is an error, or when the socket is lost before. */
  ask(message) {
    const id = `r${Date.now()}-${(this.#number += 1)}`;
    if (this.#socket.readyState !== WebSocket.OPEN) {
      return Promise.reject(
        new Error("Could not ask: found no connection, expected one. It is tried again by itself."),
      );
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#settle(id, { type: "error", message: "Could not get an answer in time." }),
        ANSWER_MS,
      );
      this.#pending.set(id, { resolve, reject, timer });
      this.#socket.send(JSON.stringify({ id, ...message }));
    });
  }

  #connect() {
    this.#socket = new WebSocket(this.#url);
    this.#socket.addEventListener("open", () => {
      this.#failures = 0;
      this.#on.state("open");
      this.#on.open();
    });
    this.#socket.addEventListener("message", ({ data }) => this.#take(JSON.parse(data)));
    this.#socket.addEventListener("close", () => this.#lose());
  }

  #take(frame) {
    // An event names the request that it goes back to as well; by then that one is not pending any more.
    if (!this.#settle(frame.replyTo, frame)) this.#on.event(frame);
  }

  #settle(id, frame) {
    const pending = this.#pending.get(id);
    if (pending === undefined) return false;
    this.#pending.delete(id);
    clearTimeout(pending.timer);
    if (frame.type === "error") pending.reject(new Error(frame.message));
    else pending.resolve(frame);
    return true;
  }

  #lose() {
    this.#on.state("closed");
    const message = "Could not get an answer: the connection was lost. Try again once it is back.";
    for (const id of this.#pending.keys()) this.#settle(id, { type: "error", message });
    this.#connectSoon(Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures));
    this.#failures += 1;
  }

  #connectSoon(ms) {
    setTimeout(() => {
      if (this.#socket.readyState === WebSocket.CLOSED) this.#connect();
    }, ms);
  }
}

/** The address of a WebSocket of this site, with the page's own `?token=` if it has one. */
export function socketUrl(path) {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const token = new URLSearchParams(location.search).get("token");
  if (token !== null) url.searchParams.set("token", token);
  return url.href;
}

/** A parameter of the page's address; what stands for it where it is absent. */
export function pageParameter(name, fallback) {
  return new URLSearchParams(location.search).get(name) ?? fallback;
}

/** Says in `element`, for eyes and screen readers, whether there is a connection. */
export function showState(element, state) {
  element.dataset.state = state;
  element.textContent = state === "open" ? "Connected" : "Connection lost, connecting again …";
}

/** Runs what a form or button asks for, and says next to it what went wrong. */
export async function attempt(problem, action) {
  problem.textContent = "";
  try {
    return await action();
  } catch (error) {
    problem.textContent = error.message;
    return undefined;
  }
}
