import type { ListingFrame, Renderer } from "./renderer.ts";

/** The documents as they are; a listing has a file on each line. Equal input gives equal bytes. */
export const json: Renderer = {
  format: "json",
  report: (report) => `${JSON.stringify(report, null, 2)}\n`,
  listing: {
    head: renderHead,
    file: (file) => JSON.stringify(file),
    separator: ",\n",
    tail: ({ skipped }) => `\n],\n"skipped": ${JSON.stringify(skipped)} }\n`,
  },
};

function renderHead({ schemaVersion, profile, totals }: ListingFrame): string {
  const head = JSON.stringify({ schemaVersion, profile, totals });
  return `${head.slice(0, -1)},\n"files": [\n`;
}
