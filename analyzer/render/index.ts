import { json } from "./json.ts";
import type { Renderer } from "./renderer.ts";
import { text } from "./text/text.ts";

/** Every output format: a format is one file and one line here. */
export const renderers: readonly Renderer[] = [text, json];

export { renderListing } from "./render-listing.ts";
export type { ListingFrame, ListingRenderer, Renderer, RenderOptions } from "./renderer.ts";
