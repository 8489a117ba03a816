import { describeValue } from "../matching/describe.ts";
import type { Frame } from "../matching/frame.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Matcher } from "../matching/matching.ts";

const SHOWN = 10;

/** Lists what did arrive: the unread frames with the reason why each is not the awaited one, then those read before. */
export function describeFrames(mailbox: Mailbox, matcher: Matcher): string {
  if (mailbox.received === 0) return "  received: nothing at all";
  const { unread } = mailbox;
  const isUnread = new Set(unread);
  const read = mailbox.recent.filter((frame) => !isUnread.has(frame));
  const hidden = unread.length - SHOWN;
  return [
    `  received: ${mailbox.received} in all, ${unread.length} unread`,
    ...(hidden > 0 ? [`    … ${hidden} older ones`] : []),
    ...unread.slice(-SHOWN).map((frame) => describeNearMiss(frame, matcher)),
    ...(read.length > 0
      ? [`  read or ignored before: ${read.slice(-SHOWN).map(describeFrame).join("  ")}`]
      : []),
  ].join("\n");
}

/** Writes one frame as `#3 { type: "joined" }`. */
export function describeFrame(frame: Frame): string {
  return `#${frame.index} ${describeValue(frame.message, 100)}`;
}

function describeNearMiss(frame: Frame, matcher: Matcher): string {
  const result = matcher.test(frame);
  const why = result.matched ? "" : `  (${result.differences.slice(0, 3).join("; ")})`;
  return `    ${describeFrame(frame)}${why}`;
}
