import { json } from "./json.ts";
import type { ListingRenderer } from "./listing-renderer.ts";
import { text } from "./text.ts";

/**
 * Every format of a listing: a format is one file and one line here. Apart from the reports' renderers, which are many
 * more modules than an unchanged listing has time to load.
 */
export const listingRenderers: readonly ListingRenderer[] = [text, json];

export type { ListingFrame, ListingRenderer } from "./listing-renderer.ts";
