import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";

const server = createServer((_request, response) => response.end(String(readCpuMs())));

/** Vitest's global set-up: serves the CPU time of the run to tests inside workerd, which have no such clock. */
export async function setup(project: {
  readonly provide: (key: "cpuMeter", url: string) => void;
}): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  project.provide("cpuMeter", `http://127.0.0.1:${port}/`);
}

export function teardown(): void {
  server.close();
}

/** Of this process and of the workerd processes that it started; of the clock on the wall where Linux is not. */
function readCpuMs(): number {
  if (process.platform !== "linux") return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + listChildren().reduce((sum, pid) => sum + readThreads(pid), 0);
}

function listChildren(): readonly string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    const stat = readText(`/proc/${pid}/stat`);
    // The name is in parentheses and may contain anything; the parent is the second field behind it.
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === process.pid;
  });
}

function readThreads(pid: string): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((id) =>
    Number(readText(`/proc/${pid}/task/${id}/schedstat`).split(" ")[0]),
  );
  return nanoseconds.reduce((sum, it) => sum + it, 0) / 1e6;
}

/** A process may end while it is looked at. */
function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
