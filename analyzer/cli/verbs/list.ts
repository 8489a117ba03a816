import { openCache } from "../../cache/cache-store.ts";
import { collect, type Collected } from "../../cache/collect.ts";
import type { Profile } from "../../model.ts";
import { type ListingFrame, listingRenderers } from "../../render/listing/index.ts";
import { findSources } from "../../sources/find-sources.ts";
import { openCodeCache } from "../code-cache.ts";
import { commonFlags } from "../common-flags.ts";
import { exitCodes } from "../exit-code.ts";
import { type ListedPiece, listingForm } from "../listing-form.ts";
import { writeDocument } from "../output.ts";
import { readPaths } from "../read-paths.ts";
import { readProfile } from "../read-profile.ts";
import { leaveOutTopTierFor } from "../top-tier.ts";
import type { Arguments, Verb } from "../verb.ts";
import type { Terminal } from "../terminal.ts";
import { warnOfSkipped } from "../warn-of-skipped.ts";

export const list: Verb = {
  name: "list",
  summary: "list every unit, decision and outcome of the source, without running it",
  flags: [
    commonFlags.profile,
    { ...commonFlags.json, help: "print the inventory for programs" },
    commonFlags.output,
    commonFlags.noCache,
    commonFlags.help,
  ],
  otherwise: "the current folder",
  example: `$ footlights list src
src/room.ts
      5:4  0ui3ij160h  Room.handle  if  count > 0  →  then | else

2 branches, 1 decision, 2 units, 1 file`,
  async run(args, terminal) {
    const profile = await readProfile(args, terminal.cwd);
    const format = args.has("json") ? "json" : "text";
    const file = args.value("output");
    const renderer = listingRenderers.find((known) => known.format === format);
    if (renderer === undefined) throw new TypeError(`no renderer for a listing as ${format}`);
    const options = { profile, color: terminal.color && file === undefined };
    const form = listingForm(renderer, options);
    const found = await collectPieces({ form, profile }, args, terminal);
    const frame = frameOf(found, profile);
    const separator = Buffer.from(renderer.separator);
    const pieces = found.values.flatMap(({ text }, index) =>
      index === 0 ? [text] : [separator, text],
    );
    await writeDocument(
      [renderer.head(frame, options), Buffer.concat(pieces), renderer.tail(frame, options)],
      file,
      terminal,
    );
    warnOfSkipped(found.skipped, terminal);
    return exitCodes.clean;
  },
};

async function collectPieces(
  { form, profile }: { readonly form: ReturnType<typeof listingForm>; readonly profile: Profile },
  args: Arguments,
  terminal: Terminal,
): Promise<Collected<ListedPiece>> {
  const { cwd, progress } = terminal;
  const paths = await findSources({ cwd, patterns: await readPaths(args, cwd) });
  const { cache, save } = openCache(cwd, !args.has("no-cache"));
  const found = await collect(paths, form, {
    cwd,
    profile,
    cache,
    onProgress: progress,
    beforeParser: () => {
      leaveOutTopTierFor(paths.length);
      openCodeCache();
    },
  });
  save();
  return found;
}

function frameOf({ values, skipped }: Collected<ListedPiece>, profile: Profile): ListingFrame {
  const totals = { files: values.length, units: 0, decisions: 0, outcomes: 0 };
  for (const { counts } of values) {
    totals.units += counts.units;
    totals.decisions += counts.decisions;
    totals.outcomes += counts.outcomes;
  }
  return { schemaVersion: 1, profile, totals, skipped };
}
