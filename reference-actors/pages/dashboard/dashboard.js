import { Connection, attempt, pageParameter, showState, socketUrl } from "../connection.js";
import { ShardTable } from "./shard-table.js";
import { TaskTable } from "./task-table.js";
import { addToTimeline } from "./timeline.js";
import { WorkerTable } from "./worker-table.js";

/** A watch ends after a minute; this renews it, and finds out what was missed. */
const WATCH_MS = 25_000;
const TOTALS = ["queued", "waiting", "active", "completed", "failed", "cancelled", "workers"];

const element = (id) => document.getElementById(id);
// `?queue=jobs@4` is a sharded queue, taken as one.
const queue = pageParameter("queue", null);
const coordinator = queue ?? pageParameter("coordinator", "main");
const address = `${queue === null ? "coordinator" : "queue"}:${coordinator}`;
// One session for each tab: what a tab submitted is what it is told the end of.
const session = (sessionStorage.session ??= `dashboard-${crypto.randomUUID()}`);

const toCoordinator = (message) => connection.ask({ to: address, ...message });
const toWorker = (worker, message) => connection.ask({ to: `worker:${worker}`, ...message });

const inSection = (problem) => (action) => attempt(element(problem), action);
const tasks = new TaskTable(element("tasks"), {
  cancel: ({ task }) =>
    inSection("tasks-problem")(() => toCoordinator({ type: "cancel_task", task })),
  retry: ({ task }) =>
    inSection("tasks-problem")(() => toCoordinator({ type: "retry_task", task })),
  complete: ({ task, worker }) =>
    inSection("tasks-problem")(() =>
      toWorker(worker, { type: "complete_task", task, result: "done by hand" }),
    ),
});
const workers = new WorkerTable(element("workers"), {
  remove: ({ worker }) =>
    inSection("workers-problem")(() => toCoordinator({ type: "remove_worker", worker })),
});

const shards = new ShardTable(element("shards"));
/** For each overview that is on its way, what has changed meanwhile: it goes on top of that. */
const expected = new Set();

const connection = new Connection(socketUrl(`/session/${session}`), {
  state: (state) => showState(element("state"), state),
  open: watch,
  event: (frame) => {
    for (const changes of expected) changes.push(frame);
    take(frame);
  },
});
setInterval(() => void watch().catch(() => undefined), WATCH_MS);

element("queue").textContent = coordinator;
suggestId();
element("submit").addEventListener("submit", (event) => {
  event.preventDefault();
  const { id, job, input, priority, attempts } = Object.fromEntries(new FormData(event.target));
  void attempt(element("submit-problem"), async () => {
    const task = {
      id,
      job,
      input: parseInput(input),
      priority: Number(priority),
      attempts: Number(attempts),
    };
    await toCoordinator({ type: "assign_task", task });
    suggestId();
  });
});
element("register").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const { worker } = Object.fromEntries(new FormData(form));
  void attempt(element("workers-problem"), async () => {
    await toCoordinator({ type: "register_worker", worker });
    form.reset();
  });
});

/** Asks how the queue stands, and to be told of changes. */
async function watch() {
  const changes = [];
  expected.add(changes);
  const overview = await toCoordinator({ type: "watch_queue" }).finally(() =>
    expected.delete(changes),
  );
  tasks.replace(overview.tasks);
  workers.replace(overview.workers);
  shards.replace(overview.shards);
  element("shards-section").hidden = overview.shards.length === 0;
  showTotals(overview.totals);
  for (const frame of changes) if (frame.type === "queue_changed") put(frame);
}

/** Takes what nobody asked for. */
function take(frame) {
  if (frame.type === "queue_changed") {
    put(frame);
    for (const task of frame.tasks) {
      addToTimeline(
        element("timeline"),
        `${task.task} is ${task.status}${task.worker === null ? "" : ` at ${task.worker}`}`,
      );
    }
    if (frame.removedWorker !== null) {
      // A shard that lends a worker loses it as well.
      const where = queue === null ? "" : ` from ${shardOf(frame)}`;
      addToTimeline(element("timeline"), `${frame.removedWorker} is gone${where}`);
    }
  } else if (frame.type === "task_progress") {
    addToTimeline(
      element("timeline"),
      `${frame.task} is ${Math.round(frame.progress * 100)} % done`,
    );
  } else if (frame.type === "task_completed") {
    addToTimeline(element("timeline"), `${frame.task} gave ${JSON.stringify(frame.result)}`);
  } else if (frame.type === "task_failed") {
    addToTimeline(element("timeline"), `${frame.task} failed: ${frame.reason}`);
  }
}

/** Shows what a change says, but for the timeline; once more does no harm. */
function put(frame) {
  const shard = shardOf(frame);
  for (const task of frame.tasks) tasks.put(task);
  if (frame.removedWorker !== null) workers.remove(frame.removedWorker, shard);
  for (const worker of frame.workers) workers.put(worker, shard);
  // A shard tells its own totals.
  showTotals(
    queue === null ? frame.totals : shards.put({ coordinator: shard, totals: frame.totals }),
  );
}

/** The coordinator that tells of a change. */
function shardOf({ from }) {
  return from.slice("coordinator:".length);
}

function showTotals(totals) {
  const rows = TOTALS.map((name) => {
    const [row, term, value] = ["div", "dt", "dd"].map((tag) => document.createElement(tag));
    term.textContent = name;
    value.textContent = totals[name];
    row.append(term, value);
    return row;
  });
  element("totals").replaceChildren(...rows);
}

function suggestId() {
  element("submit").elements.id.value = `task-${crypto.randomUUID().slice(0, 8)}`;
}

function parseInput(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(
      `Could not read the input: found ${text}, expected JSON such as [1, 2] or null.`,
    );
  }
}
