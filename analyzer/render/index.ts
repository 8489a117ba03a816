import { cobertura } from "./cobertura/cobertura.ts";
import { codeclimate } from "./codeclimate.ts";
import { github } from "./github/github.ts";
import { json } from "./json.ts";
import { junit } from "./junit/junit.ts";
import { lcov } from "./lcov.ts";
import { markdown } from "./markdown/markdown.ts";
import type { Renderer } from "./renderer.ts";
import { sarif } from "./sarif/sarif.ts";
import { text } from "./text/text.ts";

/** Every output format: a format is one file and one line here. */
export const renderers: readonly Renderer[] = [
  text,
  json,
  markdown,
  github,
  sarif,
  junit,
  cobertura,
  lcov,
  codeclimate,
];

export { listingRenderers } from "./listing/index.ts";
export type { ListingRenderer } from "./listing/index.ts";
export { renderListing } from "./listing/render-listing.ts";
export type { Renderer, RenderOptions } from "./renderer.ts";
