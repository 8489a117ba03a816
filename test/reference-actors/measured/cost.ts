import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Answers with the milliseconds of CPU time that the run has taken so far: test/bench/cpu-meter.ts. */
    readonly cpuMeter: string;
  }
}

/** What something took, in milliseconds: of the processor, in all processes of the run, and on the wall. */
export interface Cost {
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** Measures what `work` takes; the processor's time does not grow with what else the machine has to do. */
export async function measure(work: () => Promise<unknown>): Promise<Cost> {
  const [cpu, wall] = [await readCpuMs(), Date.now()];
  await work();
  // Inside workerd the clock moves on with I/O only: the meter is asked first.
  const cpuMs = (await readCpuMs()) - cpu;
  return { cpuMs, wallMs: Date.now() - wall };
}

async function readCpuMs(): Promise<number> {
  const response = await fetch(inject("cpuMeter"));
  return Number(await response.text());
}

/** Prints a table, its columns as wide as they have to be. */
export function printTable(title: string, rows: readonly (readonly (string | number)[])[]): void {
  const texts = rows.map((row) => row.map(String));
  const widths = (texts[0] ?? []).map((_cell, index) =>
    Math.max(...texts.map((row) => (row[index] ?? "").length)),
  );
  const lines = texts.map((row) =>
    row
      .map((cell, index) => cell[index === 0 ? "padEnd" : "padStart"](widths[index] ?? 0))
      .join("  "),
  );
  console.log(`\n${title}\n${lines.join("\n")}\n`);
}
