/**
 * The folder elsewhere (another checkout, a CI machine) below which a report's files have the paths that
 * are listed here. It must be one folder for the whole report, explain more files than any other folder
 * does, and every file counts with its full listed path: a like-named file in another folder never matches.
 * Undefined where no folder does, or two do equally well.
 */
export function findForeignRoot(
  listed: readonly string[],
  reported: readonly string[],
): string | undefined {
  const paths = new Set(listed);
  const matches = new Map<string, number>();
  for (const path of reported) {
    for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) {
      if (!paths.has(path.slice(at + 1))) continue;
      const root = path.slice(0, at);
      matches.set(root, (matches.get(root) ?? 0) + 1);
    }
  }
  const [best, second] = [...matches].toSorted((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] !== second?.[1] ? best[0] : undefined;
}
