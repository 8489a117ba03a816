import { describeSite } from "../failures/call-site.ts";
import { isSameBytes, bytesOf } from "../matching/compare.ts";
import type { Frame } from "../matching/frame.ts";
import type { Activity, ActorRecord, SentFrame } from "../trace/record.ts";

/** Says who sent a frame and why, as far as that is known; empty if it is not. */
export function describeOrigin(frame: Frame, records: readonly ActorRecord[]): string {
  for (const record of records) {
    const sent = record.sentFrames.findLast(({ data }) => isSameData(data, frame.data));
    if (sent !== undefined)
      return `\n  sent by ${record.label} at ${describeSite(sent.site)}${describeCause(sent)}`;
  }
  return "";
}

function isSameData(sent: unknown, received: Frame["data"]): boolean {
  const bytes = bytesOf(sent);
  return bytes === undefined ? sent === received : isSameBytes(bytes, bytesOf(received));
}

function describeCause({ by, during }: SentFrame): string {
  const meanwhile = during.filter(({ kind }) => kind !== "storage").slice(0, 5);
  const causes = [
    ...(by === undefined ? [] : [`in ${describeActivity(by)}`]),
    ...meanwhile.map((activity) => `during ${describeActivity(activity)}`),
  ];
  return causes.map((cause) => `, ${cause}`).join("");
}

function describeActivity({ name, site }: Activity): string {
  return site === undefined ? name : `${name} (${describeSite(site)})`;
}
