/**
 * Tables of a coordinator. Whatever the number of rows, each operation reads and writes a fixed number of them:
 * the partial indexes hold only those that are asked for, and the totals are counted as they change.
 */
export function createTables(sql: SqlStorage): void {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS tasks (
      position INTEGER PRIMARY KEY,  -- order of submission, kept when a task is queued again
      id TEXT NOT NULL UNIQUE,
      submission TEXT NOT NULL,      -- JSON of what never changes
      progress TEXT NOT NULL,        -- JSON of what does: the state and the number of failures
      status TEXT NOT NULL,
      priority INTEGER NOT NULL,
      due INTEGER,                   -- while it waits
      settled INTEGER,               -- when it completed, failed for good or was cancelled
      tries INTEGER                  -- how often someone was told of this state in vain; NULL once it is known
    );
    CREATE INDEX IF NOT EXISTS queued_tasks ON tasks (priority DESC, position) WHERE status = 'queued';
    CREATE INDEX IF NOT EXISTS waiting_tasks ON tasks (due) WHERE status = 'waiting';
    CREATE INDEX IF NOT EXISTS failed_tasks ON tasks (position) WHERE status = 'failed';
    CREATE INDEX IF NOT EXISTS settled_tasks ON tasks (settled) WHERE settled IS NOT NULL AND tries IS NULL;
    CREATE INDEX IF NOT EXISTS untold_tasks ON tasks (tries, position) WHERE tries IS NOT NULL;

    CREATE TABLE IF NOT EXISTS workers (
      id TEXT PRIMARY KEY,
      task TEXT,
      seen INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS idle_workers ON workers (id) WHERE task IS NULL;
    CREATE INDEX IF NOT EXISTS busy_workers ON workers (seen) WHERE task IS NOT NULL;

    -- Workers of ours that are with another shard, and such as are here from another.
    CREATE TABLE IF NOT EXISTS loans (worker TEXT PRIMARY KEY, shard TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS borrowed_workers (worker TEXT PRIMARY KEY, shard TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS watchers (
      session TEXT PRIMARY KEY,
      reply_to TEXT NOT NULL,        -- JSON of the request's id
      until INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS totals (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      queued INTEGER NOT NULL DEFAULT 0,
      waiting INTEGER NOT NULL DEFAULT 0,
      active INTEGER NOT NULL DEFAULT 0,
      completed INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0,
      cancelled INTEGER NOT NULL DEFAULT 0,
      workers INTEGER NOT NULL DEFAULT 0,
      assignments INTEGER NOT NULL DEFAULT 0
    );
    INSERT OR IGNORE INTO totals (one) VALUES (1);

    CREATE TRIGGER IF NOT EXISTS task_inserted AFTER INSERT ON tasks BEGIN
      UPDATE totals SET
        queued = queued + (NEW.status = 'queued'),
        waiting = waiting + (NEW.status = 'waiting'),
        active = active + (NEW.status = 'active'),
        assignments = assignments + (NEW.status = 'active');
    END;
    CREATE TRIGGER IF NOT EXISTS task_changed AFTER UPDATE OF status ON tasks BEGIN
      UPDATE totals SET
        queued = queued + (NEW.status = 'queued') - (OLD.status = 'queued'),
        waiting = waiting + (NEW.status = 'waiting') - (OLD.status = 'waiting'),
        active = active + (NEW.status = 'active') - (OLD.status = 'active'),
        completed = completed + (NEW.status = 'completed'),
        failed = failed + (NEW.status = 'failed') - (OLD.status = 'failed'),
        cancelled = cancelled + (NEW.status = 'cancelled'),
        assignments = assignments + (NEW.status = 'active');
    END;
    CREATE TRIGGER IF NOT EXISTS worker_inserted AFTER INSERT ON workers BEGIN
      UPDATE totals SET workers = workers + 1;
    END;
    CREATE TRIGGER IF NOT EXISTS worker_deleted AFTER DELETE ON workers BEGIN
      UPDATE totals SET workers = workers - 1;
    END;
  `);
}
