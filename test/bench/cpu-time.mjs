// Preloaded into every process of the benchmark: writes the CPU time of the whole process in milliseconds, start-up and
// threads included, and the megabytes that it held at most, to the file that BENCH_CPU names.
import { writeFileSync } from "node:fs";

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  writeFileSync(process.env["BENCH_CPU"] ?? "", `${(user + system) / 1000} ${maxRSS / 1024}`);
});
