/** The URL that the first argument of `fetch` names. */
export function requestedUrl(target: unknown): string {
  return target instanceof Request ? target.url : String(target);
}
