import { expect, test } from "vitest";
import { compareAll } from "./compare.ts";
import { readSourceFiles } from "./source-files.ts";

test.for(["fixtures/decisions", "reference-actors"])(
  "lists the branches of istanbul-lib-instrument 6.0.3 in every file of %s",
  (folder) => {
    const { accepted, differences } = compareAll(readSourceFiles(folder));
    expect(differences).toEqual([]);
    expect(accepted).toBeGreaterThan(0);
  },
);
