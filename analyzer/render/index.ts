import { json } from "./json.ts";
import type { Renderer } from "./renderer.ts";
import { text } from "./text/text.ts";

/** Every output format: a format is one file and one line here. */
export const renderers: readonly Renderer[] = [text, json];

export { listingRenderers } from "./listing/index.ts";
export type { ListingRenderer } from "./listing/index.ts";
export { renderListing } from "./listing/render-listing.ts";
export type { Renderer, RenderOptions } from "./renderer.ts";
