import type { Grant } from "./grant.ts";

/** What a token says; it opens one session until it expires. */
export interface Claims extends Grant {
  readonly session: string;
  /** Seconds since 1970. */
  readonly expires: number;
}

/** What came of a token. */
export type Verdict =
  | { readonly status: "granted"; readonly grant: Grant }
  | { readonly status: "refused"; readonly reason: string };

/** What a token is checked against. */
export interface Expected {
  readonly secret: string;
  readonly session: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const HMAC = { name: "HMAC", hash: "SHA-256" } as const;
/** Bytes of the addresses as JSON. 16,384 may be attached to a socket, and a text may take two for each of these. */
const LONGEST_GRANT = 7000;
const TOKEN = /^[\w-]+\.[\w-]{43}$/;

/** Makes a token: the claims as JSON and their HMAC-SHA-256, each in base64url, with a dot between. */
export async function signToken(secret: string, claims: Claims): Promise<string> {
  const payload = encode(new TextEncoder().encode(JSON.stringify(claims)));
  const signature = await crypto.subtle.sign(HMAC, await importKey(secret), bytesOf(payload));
  return `${payload}.${encode(new Uint8Array(signature))}`;
}

/** Says whether a token opens a session now, and if not, why. */
export async function verifyToken(token: string, expected: Expected): Promise<Verdict> {
  if (!TOKEN.test(token)) return refuse("found no token, expected one made with signToken");
  const dot = token.indexOf(".");
  const payload = token.slice(0, dot);
  const signature = decode(token.slice(dot + 1));
  const key = await importKey(expected.secret);
  // `verify` takes the same time for every signature: it does not tell how much of one is right.
  if (!(await crypto.subtle.verify(HMAC, key, signature, bytesOf(payload)))) {
    return refuse("found a token that was not signed here");
  }
  // Signed by us, so it is what signToken wrote.
  const claims: Claims = JSON.parse(new TextDecoder().decode(decode(payload)));
  if (claims.session !== expected.session) {
    return refuse(`found a token for session "${claims.session}"`);
  }
  if (claims.expires * 1000 <= expected.now) return refuse("found a token that has expired");
  const { length } = bytesOf(JSON.stringify(claims.allow));
  if (length > LONGEST_GRANT)
    return refuse(
      `found ${length} bytes of addresses in the token, at most ${LONGEST_GRANT} allowed`,
    );
  return { status: "granted", grant: { allow: claims.allow } };
}

function refuse(reason: string): Verdict {
  return { status: "refused", reason };
}

function importKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytesOf(secret), HMAC, false, ["sign", "verify"]);
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function decode(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
