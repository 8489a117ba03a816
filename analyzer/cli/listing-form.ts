import type { Form } from "../cache/form.ts";
import type { FileInventory, Profile } from "../model.ts";
import type { ListingRenderer } from "../render/listing/index.ts";
import type { RenderOptions } from "../render/renderer.ts";

/** A file of a listing as it is printed, with what the totals need. */
export interface ListedPiece {
  readonly counts: Counts;
  readonly text: Uint8Array;
}

export interface Counts {
  readonly units: number;
  readonly decisions: number;
  readonly outcomes: number;
}

/** Three numbers of four bytes stand before the text. */
const COUNT_BYTES = 12;

export interface ListingFormOptions extends RenderOptions {
  readonly profile: Profile;
}

/** Keeps each file as it was printed: an unchanged listing is put together without looking into it. */
export function listingForm(
  renderer: ListingRenderer,
  options: ListingFormOptions,
): Form<ListedPiece> {
  return {
    name: `list:${options.profile}:${renderer.format}${options.color === true ? ":color" : ""}`,
    isOutline: true,
    make: (file) => ({
      counts: count(file),
      text: Buffer.from(renderer.file(file, options)),
    }),
    encode: ({ counts, text }) => {
      const head = Buffer.alloc(COUNT_BYTES);
      head.writeUInt32LE(counts.units, 0);
      head.writeUInt32LE(counts.decisions, 4);
      head.writeUInt32LE(counts.outcomes, 8);
      return [head, text];
    },
    decode: (bytes) => {
      const head = new DataView(bytes.buffer, bytes.byteOffset, COUNT_BYTES);
      return {
        counts: {
          units: head.getUint32(0, true),
          decisions: head.getUint32(4, true),
          outcomes: head.getUint32(8, true),
        },
        text: bytes.subarray(COUNT_BYTES),
      };
    },
  };
}

function count({ units, decisions }: FileInventory): Counts {
  let outcomes = 0;
  for (const decision of decisions) outcomes += decision.outcomes.length;
  return { units: units.length, decisions: decisions.length, outcomes };
}
