import { assert, property, uint8Array } from "fast-check";
import { expect, test } from "vitest";
import { decodeCache, encodeCache } from "../../../analyzer/cache/cache-format.ts";

const record = {
  stamp: [1.5, 2.5, 3, 4],
  sha256: "00",
  pieces: [
    ["list:full:text", 0, 3],
    ["list:full:json", 3, 2],
  ],
} as const;

const written = Buffer.concat(
  encodeCache("key", [["src/räum.ts", record]], [Buffer.from("abc"), Buffer.from("de")]),
);

test("gives back what was written", () => {
  const content = decodeCache(written, "key");
  expect([...(content?.records ?? [])]).toEqual([["src/räum.ts", record]]);
  expect(Buffer.from(content?.bytes ?? []).toString()).toBe("abcde");
});

test("gives nothing for another key", () => {
  expect(decodeCache(written, "other")).toBeUndefined();
});

test("gives nothing for any prefix, and for anything added", () => {
  for (let length = 0; length < written.length; length += 1) {
    expect(decodeCache(written.subarray(0, length), "key")).toBeUndefined();
  }
  expect(decodeCache(Buffer.concat([written, Buffer.from(" ")]), "key")).toBeUndefined();
});

test("gives nothing when any one byte is another", () => {
  for (let at = 0; at < written.length; at += 1) {
    const broken = Buffer.from(written);
    broken[at] = (broken[at] ?? 0) ^ 1;
    expect(decodeCache(broken, "key")).toBeUndefined();
  }
});

test("gives nothing for bytes of any kind", () => {
  assert(
    property(uint8Array({ maxLength: 200 }), (bytes) => {
      expect(decodeCache(Buffer.from(bytes), "key")).toBeUndefined();
    }),
  );
});

test("writes an empty cache", () => {
  const empty = decodeCache(Buffer.concat(encodeCache("key", [], [])), "key");
  expect(empty?.records.size).toBe(0);
});
