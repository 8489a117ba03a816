import { captureCallSite } from "../failures/errors.ts";
import type { Waits } from "../timing/waits.ts";
import { describeFrames } from "./failure.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Matcher } from "../matching/matching.ts";
import type { WaitOptions } from "./verb-types.ts";
import { trustProtocol } from "../matching/protocol.ts";

/** A live view of the messages that match a filter, in order of arrival. */
export interface Collection<Message> extends Iterable<Message> {
  /** What matched so far. */
  readonly messages: readonly Message[];
  /** How many matched so far. */
  readonly length: number;
  /** Resolves with the messages as soon as there are `count` of them; rejects with "deadline" otherwise. */
  atLeast(count: number, options?: WaitOptions): Promise<readonly Message[]>;
}

/** Where a collection gets its messages from. */
export interface CollectionSource {
  readonly name: string;
  readonly mailbox: Mailbox;
  readonly waits: Waits;
  state(): string;
  surroundings(): string;
}

/** Opens a collection that grows until its stream ends. */
export function openCollection<Message>(
  source: CollectionSource,
  matcher: Matcher,
): Collection<Message> {
  const messages: Message[] = [];
  const watchers = new Set<() => void>();
  source.mailbox.watch((frame) => {
    const result = matcher.test(frame);
    if (!result.matched) return;
    messages.push(trustProtocol(result.value));
    for (const watcher of watchers) watcher();
  });

  const atLeast = (count: number, options: WaitOptions = {}): Promise<readonly Message[]> =>
    source.waits.wait({
      what: `collect ${count} of ${matcher.text} on ${source.name}`,
      site: captureCallSite(atLeast),
      deadlineMs: options.deadlineMs,
      listen: ({ resolve }) => {
        const check = (): void => {
          if (messages.length >= count) resolve(messages);
        };
        watchers.add(check);
        check();
        return () => watchers.delete(check);
      },
      explain: (limit) =>
        `Could not collect ${count} of ${matcher.text} on ${source.name} ${limit}: found ${messages.length}.\n` +
        `${describeFrames(source.mailbox, matcher)}\n  ${source.state()}${source.surroundings()}`,
    });

  return {
    messages,
    get length() {
      return messages.length;
    },
    atLeast,
    [Symbol.iterator]: () => messages.values(),
  };
}
