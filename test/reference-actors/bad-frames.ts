const nested = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;

/** What no client should send, but any can: a name, the frame, and the code of the one error that answers it. */
export type BadFrame = readonly [name: string, frame: string | Uint8Array, code: string];

/** Refused at every socket before anybody asks what it is about. */
export const badFrames: readonly BadFrame[] = [
  ["nothing at all", "", "malformed-json"],
  ["a space", " ", "malformed-json"],
  ["half an object", '{"id":1', "malformed-json"],
  ["a comma too many", '{"id":1,}', "malformed-json"],
  ["NaN", '{"id":NaN}', "malformed-json"],
  ["a byte order mark", "\u{feff}{}", "malformed-json"],
  ["a NUL", "\0", "malformed-json"],
  ["two objects", '{"id":1}{"id":2}', "malformed-json"],
  ["a lone surrogate", "\ud800", "malformed-json"],
  ["bytes", new Uint8Array([1, 2, 3]), "binary-frame"],
  ["no bytes", new Uint8Array(0), "binary-frame"],
  ["invalid UTF-8", new Uint8Array([0xc3, 0x28, 0xff, 0xfe]), "binary-frame"],
  ["an overlong slash", new Uint8Array([0xc0, 0xaf]), "binary-frame"],
  ["JSON as bytes", new TextEncoder().encode('{"id":1}'), "binary-frame"],
  ["one character more than 65,536", `"${"x".repeat(65_535)}"`, "frame-too-large"],
  ["a mebibyte", "x".repeat(1_048_576 - 1), "frame-too-large"],
  ["33 levels", `{"id":1,"a":${nested(33)}}`, "invalid-body"],
  ["32,000 levels", nested(32_000), "invalid-body"],
  ["32,000 levels that do not close", "[".repeat(32_000), "malformed-json"],
  ["a list", "[]", "invalid-body"],
  ["true", "true", "invalid-body"],
  ["no id", '{"type":"get_status"}', "invalid-field"],
  ["an id of 129 characters", `{"id":"${"x".repeat(129)}"}`, "invalid-field"],
  ["an id beyond whole numbers", '{"id":9007199254740993}', "invalid-field"],
  ["an id on the prototype only", '{"__proto__":{"id":1}}', "invalid-field"],
  ["an id that is a list", '{"id":[1]}', "invalid-field"],
];

/** A request that can be read and is refused: its fields but the id, and the code of the error. */
export type BadRequest = readonly [name: string, fields: object, code: string];

/** What the session refuses, or the actor behind it; `<name>` stands for the test's own name. */
export const badSessionRequests: readonly BadRequest[] = [
  ["no address", { type: "get_status" }, "unknown-address"],
  ["an address of no kind", { to: "database:main", type: "get_status" }, "unknown-address"],
  ["an address without a name", { to: "coordinator:", type: "get_status" }, "unknown-address"],
  ["an address with a line break", { to: "worker:a\nb", type: "get_state" }, "unknown-address"],
  [
    "an address that is an object",
    { to: { kind: "worker" }, type: "get_state" },
    "unknown-address",
  ],
  ["another's session", { to: "session:root", type: "get_session" }, "unknown-address"],
  ["a queue of no shards", { to: "queue:jobs@0", type: "get_status" }, "unknown-address"],
  [
    "a queue of a million shards",
    { to: "queue:jobs@1000000", type: "get_status" },
    "unknown-address",
  ],
  [
    "a frame that never was",
    { to: "session:<name>", type: "acknowledge", sequence: 7 },
    "invalid-field",
  ],
  [
    "a frame before the first",
    { to: "session:<name>", type: "acknowledge", sequence: -1 },
    "invalid-field",
  ],
  ["half a frame", { to: "session:<name>", type: "acknowledge", sequence: 0.5 }, "invalid-field"],
  [
    "a report in a worker's name",
    { to: "coordinator:<name>", type: "task_completed", task: "t1", result: 1, assignment: 1 },
    "unknown-type",
  ],
  [
    "a theft in a shard's name",
    { to: "coordinator:<name>", type: "steal_task", worker: "w1" },
    "unknown-type",
  ],
  [
    "an order in a coordinator's name",
    { to: "worker:<name>", type: "process_task", assignment: 1 },
    "unknown-type",
  ],
  [
    "a forged sender",
    {
      to: "coordinator:<name>",
      from: { kind: "worker", name: "w1" },
      type: "heartbeat",
      task: "t1",
    },
    "unknown-type",
  ],
  ["a type of the prototype", { to: "coordinator:<name>", type: "__proto__" }, "unknown-type"],
  ["a method as type", { to: "coordinator:<name>", type: "toString" }, "unknown-type"],
  ["a later version's type", { to: "coordinator:<name>", type: "assign_task_v2" }, "unknown-type"],
  [
    "a task named like SQL",
    { to: "coordinator:<name>", type: "get_task", task: "'; DROP TABLE tasks; --" },
    "invalid-field",
  ],
  [
    "a task that is not there",
    { to: "coordinator:<name>", type: "cancel_task", task: "t9" },
    "unknown-task",
  ],
  [
    "a delay of a century",
    {
      to: "coordinator:<name>",
      type: "assign_task",
      task: { id: "t", job: "sum", input: 1, delayMs: 3e12 },
    },
    "invalid-field",
  ],
  [
    "a priority of 1e999",
    {
      to: "coordinator:<name>",
      type: "assign_task",
      task: { id: "t", job: "sum", input: 1, priority: "1e999" },
    },
    "invalid-field",
  ],
  [
    "work that nobody has",
    { to: "worker:<name>", type: "complete_task", task: "t1", result: 1 },
    "wrong-task",
  ],
  ["a shard message", { to: "queue:jobs@2", type: "return_worker", worker: "w1" }, "unknown-type"],
];

/** What the bridge refuses, or the actors behind it. */
export const badBridgeRequests: readonly BadRequest[] = [
  ["no type", {}, "invalid-field"],
  ["a type of the prototype", { type: "constructor" }, "unknown-type"],
  [
    "an actor closed to clients",
    { type: "ask", to: "poll/option-0", message: 1 },
    "address-not-allowed",
  ],
  ["a path out of the system", { type: "tell", to: "../poll", message: 1 }, "address-not-allowed"],
  ["no message", { type: "ask", to: "poll" }, "invalid-field"],
  ["a filter that is a list", { type: "subscribe", topic: "results", filter: [] }, "invalid-field"],
  [
    "a topic of 2,000 characters",
    { type: "subscribe", topic: "x".repeat(2000) },
    "too-many-subscriptions",
  ],
  ["an event that never came", { type: "acknowledge", number: 1 }, "invalid-field"],
  ["an event before the first", { type: "acknowledge", number: -1 }, "invalid-field"],
  ["an event as text", { type: "acknowledge", number: "0" }, "invalid-field"],
];
