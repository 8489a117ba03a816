/** Tables of an actor system. */
export function createTables(sql: SqlStorage): void {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS snapshots (
      path TEXT PRIMARY KEY,
      format INTEGER NOT NULL,    -- of this table's JSON
      kind TEXT NOT NULL,
      version INTEGER NOT NULL,   -- of the state
      actor TEXT NOT NULL,        -- JSON of argument, state and restarts
      checksum INTEGER NOT NULL   -- of that JSON
    ) WITHOUT ROWID;

    -- Snapshots that could not be restored, as they were found; nothing ever changes them.
    CREATE TABLE IF NOT EXISTS refused_snapshots (
      number INTEGER PRIMARY KEY,
      path TEXT NOT NULL,
      format, kind, version, actor, checksum,
      reason TEXT NOT NULL
    );
    -- Paths that stay closed until somebody has looked at their refused snapshot.
    CREATE TABLE IF NOT EXISTS closed_paths (path TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS scheduled_messages (
      number INTEGER PRIMARY KEY,
      path TEXT NOT NULL,
      due INTEGER NOT NULL,
      message TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS scheduled_by_due ON scheduled_messages (due);

    CREATE TABLE IF NOT EXISTS dead_letters (
      number INTEGER PRIMARY KEY,
      letter TEXT NOT NULL        -- JSON of DeadLetter
    );
  `);
}
