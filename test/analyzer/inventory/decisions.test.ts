import { expect, test } from "vitest";
import { listDecisionCases } from "./decision-cases.ts";
import { printInventory } from "./print-inventory.ts";

// The expectations are the specification: `npm run test:update` writes them, people review the change.
test.for(listDecisionCases())(
  "lists what fixtures/decisions/$name expects",
  async ({ inputName, text, expectedPath, hasExpected }) => {
    const isUpdate = expect.getState().snapshotState.snapshotUpdateState === "all";
    expect(hasExpected || isUpdate, "the case has no expected.json").toBe(true);
    await expect(printInventory(inputName, text)).toMatchFileSnapshot(expectedPath);
  },
);
