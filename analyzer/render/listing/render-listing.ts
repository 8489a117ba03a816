import type { Listing } from "../../report/document.ts";
import type { RenderOptions } from "../renderer.ts";
import type { ListingRenderer } from "./listing-renderer.ts";

/** A whole inventory as one document, ending with a newline. */
export function renderListing(
  listing: Listing,
  renderer: ListingRenderer,
  options: RenderOptions = {},
): string {
  const files = listing.files.map((file) => renderer.file(file, options));
  return [
    renderer.head(listing, options),
    files.join(renderer.separator),
    renderer.tail(listing, options),
  ].join("");
}
