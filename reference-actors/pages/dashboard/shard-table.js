import { Rows, addCell, write } from "./rows.js";

const COLUMNS = ["queued", "active", "completed", "workers"];

/** The coordinators of a sharded queue, each with its own totals. */
export class ShardTable {
  #rows;

  constructor(body) {
    this.#rows = new Rows(body);
  }

  /** Shows these and no others. */
  replace(shards) {
    this.#rows.keep(new Set(shards.map(({ coordinator }) => coordinator)));
    for (const shard of shards) this.put(shard);
  }

  /** Shows a shard's totals, and returns those of all. */
  put({ coordinator, totals }) {
    const row = this.#rows.row(coordinator, (created) => {
      addCell(created, "Shard", "th").textContent = coordinator;
      for (const column of COLUMNS) addCell(created, column);
    });
    row.totals = totals;
    COLUMNS.forEach((column, index) => write(row.cells[index + 1], `${totals[column]}`));
    return this.#sum(Object.keys(totals));
  }

  #sum(fields) {
    const all = this.#rows.list().map((row) => row.totals);
    return Object.fromEntries(
      fields.map((field) => [field, all.reduce((sum, totals) => sum + totals[field], 0)]),
    );
  }
}
