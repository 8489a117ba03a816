import { type Body, isObject } from "../fields.ts";
import type { Json } from "../protocol.ts";

/** A topic that a client wants the events of, if their fields have these values. */
export interface Subscription {
  readonly topic: string;
  readonly filter: Body;
}

/** What is known of one socket; kept in its attachment, so that it survives hibernation. */
export interface Subscriber {
  readonly subscriptions: readonly Subscription[];
  /** The number of the last event sent, and of the last that the client confirmed. */
  readonly sent: number;
  readonly acknowledged: number;
}

interface Attachment {
  readonly format: typeof FORMAT;
  readonly subscriber: Subscriber;
}

/** Counted up when the attachment changes: sockets outlive the release that attached to them. */
const FORMAT = 1;
/** In characters. The runtime lets 16,384 bytes be attached, 2,048 where it is older. */
const LONGEST_ATTACHMENT = 1500;

export const NEWCOMER: Subscriber = { subscriptions: [], sent: 0, acknowledged: 0 };

/** Whether a subscriber can be attached to a socket. */
export function fits(subscriber: Subscriber): boolean {
  return JSON.stringify(subscriber).length <= LONGEST_ATTACHMENT;
}

/** Attaches a subscriber to its socket. */
export function attach(socket: WebSocket, subscriber: Subscriber): void {
  const attachment: Attachment = { format: FORMAT, subscriber };
  socket.serializeAttachment(attachment);
}

/** Reads the subscriber of a socket; undefined when another release attached something else. */
export function attached(socket: WebSocket): Subscriber | undefined {
  const attachment: unknown = socket.deserializeAttachment();
  return isAttachment(attachment) ? attachment.subscriber : undefined;
}

/** Whether a subscriber wants an event. */
export function wants({ subscriptions }: Subscriber, topic: string, message: Json): boolean {
  const subscription = subscriptions.find((each) => each.topic === topic);
  return subscription !== undefined && matches(subscription.filter, message);
}

/** Adds a topic, or changes its filter. */
export function subscribe(subscriber: Subscriber, subscription: Subscription): Subscriber {
  const { subscriptions } = unsubscribe(subscriber, subscription.topic);
  return { ...subscriber, subscriptions: [...subscriptions, subscription] };
}

/** Leaves a topic out. */
export function unsubscribe(subscriber: Subscriber, topic: string): Subscriber {
  const subscriptions = subscriber.subscriptions.filter((each) => each.topic !== topic);
  return { ...subscriber, subscriptions };
}

function matches(filter: Body, message: Json): boolean {
  const wanted = Object.entries(filter);
  if (wanted.length === 0) return true;
  if (!isObject(message)) return false;
  return wanted.every(
    ([field, value]) => Object.hasOwn(message, field) && message[field] === value,
  );
}

// Only this file attaches anything: in this format it is a subscriber.
function isAttachment(value: unknown): value is Attachment {
  return (
    typeof value === "object" && value !== null && "format" in value && value.format === FORMAT
  );
}
