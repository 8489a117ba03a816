// Prints "N passed, N failed" from the results that Vitest wrote, one file a run; in a line before, what was skipped.
// Fails when there are none, or when nothing was run: no result is not a good result.
import { readFileSync } from "node:fs";

const files = process.argv.slice(2);
try {
  const runs = files.map((file) => JSON.parse(readFileSync(file, "utf8")));
  const sum = (key) => runs.reduce((total, run) => total + run[key], 0);
  const broken = runs
    .flatMap(({ testResults }) => testResults)
    .filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0);
  for (const { name } of broken) console.error(`Could not run ${name}: its tests did not load.`);
  const [passed, skipped] = [sum("numPassedTests"), sum("numPendingTests")];
  const failures = sum("numFailedTests") + broken.length;
  if (skipped > 0) console.log(`${skipped} skipped`);
  console.log(`${passed} passed, ${failures} failed`);
  process.exitCode = failures > 0 || passed === 0 ? 1 : 0;
} catch (error) {
  console.error(`Could not count the tests: ${error.message}. The runner left no results.`);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
