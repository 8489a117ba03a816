import { listDecision } from "../../report/list-decision.ts";
import { schemaOf } from "../json.ts";
import type { ListingFrame, ListingRenderer } from "./listing-renderer.ts";

/** The document with a file on each line. Equal input gives equal bytes. */
export const json: ListingRenderer = {
  format: "json",
  head: renderHead,
  file: ({ path, sha256, decisions }) =>
    JSON.stringify({ path, sha256, decisions: decisions.map(listDecision) }),
  separator: ",\n",
  tail: ({ skipped }) => `\n],\n"skipped": ${JSON.stringify(skipped)} }\n`,
};

function renderHead({ schemaVersion, profile, totals }: ListingFrame): string {
  const head = JSON.stringify({ $schema: schemaOf("list"), schemaVersion, profile, totals });
  return `${head.slice(0, -1)},\n"files": [\n`;
}
