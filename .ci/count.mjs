// Prints "N passed, N failed[, N skipped]" from the results that Vitest wrote.
// Fails when there are none, or when nothing was run: no result is not a good result.
import { readFileSync } from "node:fs";

const [file] = process.argv.slice(2);
try {
  const results = JSON.parse(readFileSync(file, "utf8"));
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = results;
  const broken = results.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  for (const { name } of broken) console.error(`Could not run ${name}: its tests did not load.`);
  const failures = failed + broken.length;
  console.log(`${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exitCode = failures > 0 || passed === 0 ? 1 : 0;
} catch (error) {
  console.error(`Could not count the tests: ${error.message}. The runner left no results.`);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
