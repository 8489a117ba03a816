import { ProtocolError, messageOf } from "../protocol-error.ts";
import type { Actor } from "./actor.ts";
import type { Behavior } from "./behavior.ts";
import { createTables } from "./checkpoint-schema.ts";
import type { DeadLetter, Outcome, Scheduled } from "./outcome.ts";
import { type SnapshotRow, freeze, revive } from "./revive.ts";

const MOST_DEAD_LETTERS = 1000;

/** A scheduled message and its number in the database. */
export interface Due extends Scheduled {
  readonly number: number;
}

/**
 * Keeps the actors of a Durable Object in its SQLite database and gives them back after an eviction.
 * A snapshot that cannot be restored is set aside as it is and its path closed, so that nothing overwrites it.
 */
export class DOActorCheckpoint {
  readonly #storage: DurableObjectStorage;
  readonly #behaviors: ReadonlyMap<string, Behavior>;

  constructor(storage: DurableObjectStorage, behaviors: ReadonlyMap<string, Behavior>) {
    this.#storage = storage;
    this.#behaviors = behaviors;
    createTables(storage.sql);
  }

  /** The actor as it was stored last; undefined when there is none. Throws ProtocolError when it is refused. */
  restore(path: string): Actor | undefined {
    this.#requireOpen(path);
    const { sql } = this.#storage;
    const [row] = sql.exec<SnapshotRow>("SELECT * FROM snapshots WHERE path = ?", path).toArray();
    if (row === undefined) return undefined;
    try {
      return revive(row, this.#behaviors);
    } catch (error) {
      this.#setAside(row, messageOf(error));
      throw refused(path, messageOf(error));
    }
  }

  /** Paths of the stored actors below a path. */
  below(path: string): string[] {
    // "0" is the character after "/".
    return this.#storage.sql
      .exec<{ path: string }>(
        "SELECT path FROM snapshots WHERE path > ? || '/' AND path < ? || '0'",
        path,
        path,
      )
      .toArray()
      .map((row) => row.path);
  }

  /** Stores what came of messages, and forgets the scheduled ones among them: all of it or nothing. */
  write(outcomes: readonly Outcome[], delivered: readonly number[]): void {
    this.#storage.transactionSync(() => {
      const actors = new Map(outcomes.flatMap((outcome) => [...outcome.actors]));
      for (const [path, actor] of actors) this.#writeActor(path, actor);
      for (const scheduled of outcomes.flatMap((outcome) => outcome.scheduled)) {
        this.#schedule(scheduled);
      }
      this.#bury(outcomes.flatMap((outcome) => outcome.deadLetters));
      for (const number of delivered) {
        this.#storage.sql.exec("DELETE FROM scheduled_messages WHERE number = ?", number);
      }
    });
  }

  /** Scheduled messages whose time has come, the longest due first. */
  due(now: number, limit: number): Due[] {
    return this.#storage.sql
      .exec<{ number: number; path: string; due: number; message: string }>(
        "SELECT * FROM scheduled_messages WHERE due <= ? ORDER BY due, number LIMIT ?",
        now,
        limit,
      )
      .toArray()
      .map(({ number, path, due, message }) => ({
        number,
        to: path,
        due,
        message: JSON.parse(message),
      }));
  }

  /** When the next scheduled message is due; null when there is none. */
  nextDue(): number | null {
    const query = "SELECT min(due) AS due FROM scheduled_messages";
    return this.#storage.sql.exec<{ due: number | null }>(query).one().due;
  }

  /** Messages that nobody took, the latest first, a thousand at most. */
  deadLetters(): DeadLetter[] {
    return this.#storage.sql
      .exec<{ letter: string }>("SELECT letter FROM dead_letters ORDER BY number DESC")
      .toArray()
      .map(({ letter }) => JSON.parse(letter));
  }

  /** Opens a path whose snapshot was refused: its actor may be started anew. What was refused stays aside. */
  reopen(path: string): void {
    this.#storage.sql.exec("DELETE FROM closed_paths WHERE path = ?", path);
  }

  #requireOpen(path: string): void {
    const [closed] = this.#storage.sql
      .exec<{ reason: string }>("SELECT reason FROM closed_paths WHERE path = ?", path)
      .toArray();
    if (closed !== undefined) throw refused(path, closed.reason);
  }

  #setAside(row: SnapshotRow, reason: string): void {
    const { sql } = this.#storage;
    this.#storage.transactionSync(() => {
      sql.exec(
        `INSERT INTO refused_snapshots (path, format, kind, version, actor, checksum, reason)
         SELECT *, ? FROM snapshots WHERE path = ?`,
        reason,
        row.path,
      );
      sql.exec("DELETE FROM snapshots WHERE path = ?", row.path);
      sql.exec("INSERT INTO closed_paths (path, reason) VALUES (?, ?)", row.path, reason);
    });
  }

  #writeActor(path: string, actor: Actor | null): void {
    const { sql } = this.#storage;
    if (actor === null) {
      sql.exec("DELETE FROM snapshots WHERE path = ?", path);
      return;
    }
    const row = freeze(actor);
    sql.exec(
      "INSERT OR REPLACE INTO snapshots (path, format, kind, version, actor, checksum) VALUES (?, ?, ?, ?, ?, ?)",
      path,
      row.format,
      row.kind,
      row.version,
      row.actor,
      row.checksum,
    );
  }

  #schedule({ to, due, message }: Scheduled): void {
    this.#storage.sql.exec(
      "INSERT INTO scheduled_messages (path, due, message) VALUES (?, ?, ?)",
      to,
      due,
      JSON.stringify(message),
    );
  }

  #bury(letters: readonly DeadLetter[]): void {
    const { sql } = this.#storage;
    for (const letter of letters) {
      sql.exec("INSERT INTO dead_letters (letter) VALUES (?)", JSON.stringify(letter));
    }
    sql.exec(
      "DELETE FROM dead_letters WHERE number <= (SELECT max(number) FROM dead_letters) - ?",
      MOST_DEAD_LETTERS,
    );
  }
}

function refused(path: string, reason: string): ProtocolError {
  return new ProtocolError(
    "snapshot-refused",
    `Could not restore actor "${path}": ${reason}. Its snapshot is set aside as it was; look at it, then reopen the path.`,
  );
}
