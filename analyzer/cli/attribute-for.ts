import { type Attribution, attribute } from "../attribution/attribute.ts";
import type { Analysis } from "../analyze.ts";
import type { ReportFile } from "../report/document.ts";
import type { FoundDecision } from "../report/find-target.ts";
import { coverageOf } from "./coverage-of.ts";
import type { Arguments } from "./verb.ts";

/** Who took what in the files that some decisions stand in. */
export async function attributeFor(
  found: readonly FoundDecision[],
  { joined }: Pick<Analysis, "joined">,
  { args, cwd }: { readonly args: Arguments; readonly cwd: string },
): Promise<ReadonlyMap<ReportFile, Attribution>> {
  const attributions = new Map<ReportFile, Attribution>();
  for (const { file } of found) {
    const listed = joined.find(({ inventory }) => inventory.path === file.path);
    if (!listed || attributions.has(file)) continue;
    const coverage = await coverageOf(args, cwd);
    attributions.set(file, await attribute(listed.inventory, { cwd, coverage }));
  }
  return attributions;
}
