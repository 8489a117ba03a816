import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Colours text, or leaves it alone. */
export type Paint = (style: Style, text: string) => string;

/** `styleText` asks the terminal by itself unless told not to; whoever calls a renderer has already decided. */
export function paintWith(color: boolean): Paint {
  return color
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_, text) => text;
}
