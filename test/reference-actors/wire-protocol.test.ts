import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/reply.ts";

const nested = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const task = { id: "t1", job: "sum", input: [1] };

describe("a frame that is no request", () => {
  const cases: readonly (readonly [string, string | Uint8Array, string, string])[] = [
    ["an empty frame", "", "malformed-json", 'found "", expected JSON'],
    ["text that is no JSON", "{oops", "malformed-json", 'found "{oops", expected JSON'],
    ["two values", "{} {}", "malformed-json", 'found "{} {}", expected JSON'],
    ["a long text", "x".repeat(999), "malformed-json", `found "${"x".repeat(79)}, expected`],
    ["a frame of bytes", new Uint8Array(3), "binary-frame", "found 3 bytes of binary data"],
    ["an empty frame of bytes", new Uint8Array(0), "binary-frame", "found 0 bytes"],
    [
      "65,537 characters",
      `"${"x".repeat(65_535)}"`,
      "frame-too-large",
      "found 65537 characters, expected at most 65536",
    ],
    ["null", "null", "invalid-body", "found null, expected a JSON object"],
    ["a number", "1e400", "invalid-body", "found null, expected a JSON object"],
    ["a text", '"hello"', "invalid-body", 'found "hello", expected a JSON object'],
    ["a list", "[{}]", "invalid-body", "found [{}], expected a JSON object"],
    ["33 levels", `{"id":1,"a":${nested(33)}}`, "invalid-body", "found more than 32 levels"],
    ["30,000 levels", nested(30_000), "invalid-body", "found more than 32 levels"],
    ["no id", "{}", "invalid-field", 'field "id": found nothing'],
    ["an id of null", '{"id":null}', "invalid-field", 'field "id": found null'],
    ["an empty id", '{"id":""}', "invalid-field", 'field "id": found ""'],
    ["an id of 1.5", '{"id":1.5}', "invalid-field", "expected a whole number"],
    ["an id that is an object", '{"id":{}}', "invalid-field", "expected a name of 1 to 128"],
    ["an id of the prototype only", '{"__proto__":{"id":1}}', "invalid-field", "found nothing"],
  ];

  test.for(cases)(
    "answers %s with one error and keeps the socket",
    async ([, frame, code, text], { scope }) => {
      const client = await scope.connect<ClientFrame>(env.SESSION);
      await client.expectMessage({ type: "session_established" });
      client.send(frame);
      const error = await client.expectMessage({ type: "error", to: "client:ui", replyTo: null });
      expect(error.code).toBe(code);
      expect(error.message).toContain(text);
      expect(error.message).toMatch(/^Could not read .*: found .*, expected .*\. [A-Z].*\.$/s);
      await client.call({ id: 2, to: `session:${scope.id}`, type: "get_session" });
      expect(client.messages).toEqual([]);
    },
  );
});

describe("a frame at a limit", () => {
  test("reads 65,536 characters", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const message = { id: 1, to: `session:${scope.id}`, type: "get_session", padding: "" };
    const padding = "x".repeat(65_536 - JSON.stringify(message).length);
    await client.call({ ...message, padding }, { type: "session" });
  });

  test("reads 32 levels, and gives them back as they were", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const to = `coordinator:${scope.id}`;
    const worker = scope.name("w1");
    await client.call({ id: 1, to, type: "register_worker", worker });
    const input = JSON.parse(nested(30));
    await client.call({ id: 2, to, type: "assign_task", task: { id: "t1", job: "sum", input } });
    const failed = await client.receive({ type: "task_failed" });
    expect(failed.reason).toBe(
      `TypeError: Could not sum ${nested(30)}: expected a list of numbers.`,
    );
  });
});

describe("a request that its actor does not understand", () => {
  const coordinator =
    "one of register_worker, remove_worker, assign_task, cancel_task, retry_task, get_task, list_dead_letters, get_status, watch_queue";
  const worker = "one of get_state, report_progress, complete_task, fail_task";
  const name = "expected a name of 1 to 128 visible ASCII characters";
  const cases: readonly (readonly [string, Record<string, unknown>, string])[] = [
    [
      "session",
      { type: "get_state" },
      'type "get_state", expected one of get_session, acknowledge',
    ],
    ["session", {}, 'field "type": found nothing, expected a string'],
    ["coordinator", { type: "launch" }, `found type "launch", expected ${coordinator}`],
    ["coordinator", { type: "constructor" }, `found type "constructor", expected ${coordinator}`],
    ["coordinator", { type: 1 }, 'field "type": found 1, expected a string'],
    ["coordinator", { type: "task_completed", task: "t1", result: 1 }, `expected ${coordinator}`],
    ["coordinator", { type: "task_failed", task: "t1", reason: "" }, `expected ${coordinator}`],
    ["coordinator", { type: "register_worker" }, `field "worker": found nothing, ${name}`],
    ["coordinator", { type: "register_worker", worker: " " }, `field "worker": found " ", ${name}`],
    ["coordinator", { type: "remove_worker", worker: ["w1"] }, `found ["w1"], ${name}`],
    ["coordinator", { type: "get_task", task: 1 }, `field "task": found 1, ${name}`],
    ["coordinator", { type: "assign_task" }, 'field "task": found nothing, expected an object'],
    ["coordinator", { type: "assign_task", task: "t1" }, 'field "task": found "t1"'],
    ["coordinator", { type: "assign_task", task: null }, 'field "task": found null'],
    ["coordinator", { type: "assign_task", task: [task] }, "expected an object with id, job"],
    ["coordinator", { type: "assign_task", task: { ...task, id: "" } }, 'field "id": found ""'],
    ["coordinator", { type: "assign_task", task: { ...task, job: 1 } }, 'field "job": found 1'],
    ["coordinator", { type: "assign_task", task: { id: "t", job: "sum" } }, 'field "input": found'],
    ["coordinator", { type: "assign_task", task: { ...task, priority: 10 } }, "from 0 to 9"],
    ["coordinator", { type: "assign_task", task: { ...task, priority: "9" } }, "a whole number"],
    ["coordinator", { type: "assign_task", task: { ...task, delayMs: -1 } }, "0 to 2592000000"],
    ["coordinator", { type: "assign_task", task: { ...task, attempts: 0 } }, "from 1 to 10"],
    ["coordinator", { type: "cancel_task" }, `field "task": found nothing, ${name}`],
    ["coordinator", { type: "retry_task" }, `field "task": found nothing, ${name}`],
    ["coordinator", { type: "list_dead_letters", after: 1 }, `field "after": found 1, ${name}`],
    ["worker", { type: "process_task", task, assignment: 1 }, `expected ${worker}`],
    ["worker", { type: "drop_task", task: "t1" }, `expected ${worker}`],
    ["worker", { type: "report_progress", task: "t1" }, 'field "progress": found nothing'],
    ["worker", { type: "report_progress", task: "t1", progress: -0.1 }, "a number from 0 to 1"],
    ["worker", { type: "report_progress", task: "t1", progress: 1.1 }, "a number from 0 to 1"],
    ["worker", { type: "report_progress", task: "t1", progress: "1" }, "a number from 0 to 1"],
    ["worker", { type: "complete_task", task: "t1" }, 'field "result": found nothing'],
    ["worker", { type: "complete_task", result: 1 }, `field "task": found nothing, ${name}`],
    ["worker", { type: "fail_task", task: "t1", reason: 1 }, 'field "reason": found 1'],
  ];

  test.for(cases)("answers %s %o with one error", async ([kind, message, text], { scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    await client.expectMessage({ type: "session_established" });
    const to = `${kind}:${scope.id}`;
    client.send({ id: 7, to, ...message });
    const error = await client.expectMessage({ type: "error", from: to, replyTo: 7 });
    expect(error.code).toBe(text.includes("one of") ? "unknown-type" : "invalid-field");
    expect(error.message).toContain(text);
    await client.call({ id: 8, to: `session:${scope.id}`, type: "get_session" });
    expect(client.messages).toEqual([]);
  });
});

describe("what a task carries", () => {
  test("comes back unchanged, keys of the prototype included", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const worker = scope.name("w1");
    const to = { coordinator: `coordinator:${scope.id}`, worker: `worker:${worker}` };
    const manual = { id: "t1", job: "manual", input: null };
    await client.call({ id: 1, to: to.coordinator, type: "register_worker", worker });
    await client.call({ id: 2, to: to.coordinator, type: "assign_task", task: manual });
    const result = '{"__proto__":{"admin":true},"constructor":1,"é":"\\u0000\\ud800"}';
    client.send(
      `{"id":3,"to":"${to.worker}","type":"complete_task","task":"t1","result":${result}}`,
    );
    const completed = await client.receive({ type: "task_completed" });
    expect(JSON.stringify(completed.result)).toBe(JSON.stringify(JSON.parse(result)));
    expect({}).not.toHaveProperty("admin");
  });
});
