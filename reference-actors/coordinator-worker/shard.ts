/** A sharded queue, `jobs@4`: its name says how many coordinators it has, so nobody can be wrong about it. */
export interface Queue {
  readonly name: string;
  readonly shards: number;
}

/** As many as can be asked at once for a sum. */
export const MOST_SHARDS = 32;

const QUEUE = /^(?<name>.+)@(?<shards>[1-9]\d?)$/;
const SHARD = /^(?<queue>.+)\/(?<index>0|[1-9]\d?)$/;

/** Reads `jobs@4`; undefined where it names no queue of 1 to 32 shards. */
export function parseQueue(text: string): Queue | undefined {
  const [, name = "", digits = ""] = QUEUE.exec(text) ?? [];
  const shards = Number(digits);
  return shards >= 1 && shards <= MOST_SHARDS ? { name, shards } : undefined;
}

/** The name of a queue's coordinator: `jobs@4/0` is the first of four. */
export function shardName({ name, shards }: Queue, index: number): string {
  return `${name}@${shards}/${index}`;
}

/** The other coordinators of the same queue, those after it first; none for one that is no shard. */
export function siblingsOf(coordinator: string): string[] {
  const [, text = "", index = ""] = SHARD.exec(coordinator) ?? [];
  const queue = parseQueue(text);
  if (queue === undefined || Number(index) >= queue.shards) return [];
  const { shards } = queue;
  const others = Array.from({ length: shards - 1 }, (_value, nth) => Number(index) + 1 + nth);
  return others.map((other) => shardName(queue, other % shards));
}

/** Which shard, from 0, keeps what has this id; the same for ever, for every release. */
export function shardOf(id: string, { shards }: Queue): number {
  return mix(fnv1a(id)) % shards;
}

/** 32-bit FNV-1a over UTF-8. */
function fnv1a(text: string): number {
  return new TextEncoder()
    .encode(text)
    .reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5);
}

/** The end of MurmurHash3: of FNV-1a alone, the last bits depend on the last bits of the characters only. */
function mix(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
