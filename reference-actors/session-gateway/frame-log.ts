import type { ClientFrame, LoggedFrame } from "../reply.ts";

/** How many frames, and keys of acknowledged ones, are kept for a client that is away. */
const KEPT = 1000;

/**
 * The frames of a resumable session, numbered from 1 and kept until its client acknowledges them.
 * Each has a key, so that the same answer or event is sent once, however often it comes.
 */
export class FrameLog {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`CREATE TABLE IF NOT EXISTS frames (
      sequence INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      frame TEXT -- NULL once it is acknowledged
    )`);
  }

  /** The number of the latest frame; 0 before the first. */
  last(): number {
    const query = "SELECT coalesce(max(sequence), 0) AS last FROM frames";
    return this.#sql.exec<{ last: number }>(query).one().last;
  }

  /** Numbers a frame and keeps it; undefined when there was one of that key before. */
  append(key: string, frame: ClientFrame): LoggedFrame | undefined {
    if (this.find(key) !== undefined) return undefined;
    const sequence = this.last() + 1;
    const logged = { ...frame, sequence };
    const insert = "INSERT INTO frames (sequence, key, frame) VALUES (?, ?, ?)";
    this.#sql.exec(insert, sequence, key, JSON.stringify(logged));
    this.#sql.exec("DELETE FROM frames WHERE sequence <= ?", sequence - KEPT);
    return logged;
  }

  /** The frame of a key; null when it was acknowledged, undefined when there was none. */
  find(key: string): LoggedFrame | null | undefined {
    const [row] = this.#sql
      .exec<{ frame: string }>(
        "SELECT coalesce(frame, 'null') AS frame FROM frames WHERE key = ?",
        key,
      )
      .toArray();
    return row === undefined ? undefined : JSON.parse(row.frame);
  }

  /** The frames after a number that nobody acknowledged, oldest first. */
  after(sequence: number): LoggedFrame[] {
    return this.#sql
      .exec<{ frame: string }>(
        "SELECT frame FROM frames WHERE sequence > ? AND frame IS NOT NULL ORDER BY sequence",
        sequence,
      )
      .toArray()
      .map(({ frame }) => JSON.parse(frame));
  }

  /** Lets go of the frames up to a number. */
  acknowledge(sequence: number): void {
    this.#sql.exec(
      "UPDATE frames SET frame = NULL WHERE sequence <= ? AND frame IS NOT NULL",
      sequence,
    );
  }
}
