import { Rows, addButton, addCell, write } from "./rows.js";

/** The workers of a queue and what each has to do. */
export class WorkerTable {
  #rows;
  #actions;

  constructor(body, actions) {
    this.#rows = new Rows(body);
    this.#actions = actions;
  }

  /** Shows these and no others. */
  replace(workers) {
    this.#rows.keep(new Set(workers.map(({ worker }) => worker)));
    for (const worker of workers) this.put(worker);
  }

  /** `shard` is the coordinator that says so. */
  put({ worker, task }, shard) {
    const row = this.#rows.row(worker, (created) => {
      addCell(created, "Worker", "th").textContent = worker;
      addCell(created, "Task");
      addButton(addCell(created, "Actions"), "Kill", worker, () =>
        this.#actions.remove({ worker }),
      );
    });
    row.shard = shard;
    write(row.cells[1], task ?? "free");
  }

  /** A worker that is lent leaves one shard for another, and that may be heard of in either order. */
  remove(worker, shard) {
    const other = this.#rows.find(worker)?.shard ?? shard;
    if (other === shard) this.#rows.remove(worker);
  }
}
