// Preloaded into every process of the benchmark: writes the CPU time of the whole process, start-up and
// threads included, to the file that BENCH_CPU names.
import { writeFileSync } from "node:fs";

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env["BENCH_CPU"] ?? "", `${(user + system) / 1000}`);
});
