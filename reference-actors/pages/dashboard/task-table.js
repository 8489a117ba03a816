import { Rows, addButton, addCell, putFocus, write } from "./rows.js";

const OPEN = new Set(["queued", "waiting", "active"]);

/** The tasks of a queue, each with what may be done about it now. */
export class TaskTable {
  #rows;
  #actions;

  constructor(body, actions) {
    this.#rows = new Rows(body);
    this.#actions = actions;
  }

  /** Shows these and no others; they come the latest first. */
  replace(tasks) {
    this.#rows.keep(new Set(tasks.map(({ task }) => task)));
    for (const task of tasks.toReversed()) this.put(task);
  }

  put(summary) {
    const row = this.#rows.row(summary.task, (created) => this.#create(created, summary), true);
    row.summary = summary;
    const { status, worker, job, priority } = summary;
    const { cells } = row;
    write(cells[1], job);
    write(cells[2], `${priority}`);
    write(row.querySelector(".status"), status);
    row.querySelector(".status").dataset.status = status;
    write(cells[4], worker ?? "none");
    const { activeElement } = document;
    const [cancel, retry, complete] = row.querySelectorAll("button");
    cancel.hidden = !OPEN.has(status);
    retry.hidden = status !== "failed";
    complete.hidden = status !== "active" || job !== "manual";
    if (activeElement.hidden && row.contains(activeElement)) putFocus(row);
  }

  #create(row, { task }) {
    addCell(row, "Task", "th").textContent = task;
    addCell(row, "Job");
    addCell(row, "Priority");
    const status = document.createElement("span");
    status.className = "status";
    addCell(row, "Status").append(status);
    addCell(row, "Worker");
    const actions = addCell(row, "Actions");
    const { cancel, retry, complete } = this.#actions;
    addButton(actions, "Cancel", task, () => cancel(row.summary));
    addButton(actions, "Retry", task, () => retry(row.summary));
    addButton(actions, "Complete", task, () => complete(row.summary));
  }
}
