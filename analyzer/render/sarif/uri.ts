/** A relative path as a relative URI: every segment percent-encoded, so that a `:` begins no scheme and a `?` no query. */
export function toUri(path: string): string {
  // Half a surrogate pair has no UTF-8, and encodeURIComponent throws at it.
  return path.toWellFormed().split("/").map(encodeURIComponent).join("/");
}
