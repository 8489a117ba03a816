import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** One folder of fixtures/decisions: a source text and what is to be found in it. */
export interface DecisionCase {
  /** `<kind>/<case>`. */
  readonly name: string;
  /** Of the source text, whose extension tells the language. */
  readonly inputName: string;
  readonly text: string;
  readonly expectedPath: string;
  readonly hasExpected: boolean;
}

const root = fileURLToPath(new URL("../../../fixtures/decisions/", import.meta.url));

/** Every case, by name; throws where a folder holds anything else than a case does. */
export function listDecisionCases(): readonly DecisionCase[] {
  return listFolders(root).flatMap((kind) =>
    listFolders(`${root}${kind}/`).map((name) => readCase(`${kind}/${name}`)),
  );
}

function listFolders(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const stray = entries.find((entry) => !entry.isDirectory());
  if (stray !== undefined) throw new Error(`fixtures/decisions holds a stray file "${stray.name}"`);
  return entries.map(({ name }) => name).toSorted();
}

function readCase(name: string): DecisionCase {
  const folder = `${root}${name}/`;
  const [inputName, ...others] = readdirSync(folder).filter((file) => file !== "expected.json");
  if (inputName === undefined || others.length > 0 || !/^input\.[cm]?[jt]sx?$/.test(inputName)) {
    throw new Error(
      `fixtures/decisions/${name} needs one input.ts (or .tsx, .js ...) and expected.json`,
    );
  }
  return {
    name,
    inputName,
    text: readFileSync(`${folder}${inputName}`, "utf8"),
    expectedPath: `${folder}expected.json`,
    hasExpected: readdirSync(folder).includes("expected.json"),
  };
}
