export { EchoActor } from "./actors/echo.ts";
export { CounterActor } from "./actors/counter.ts";

export default {
  fetch(): Response {
    return new Response("Not found", { status: 404 });
  },
};
