const SPECIAL = /[.+^$()|\\\]]/;

/**
 * Tells the paths that a glob means: `*` and `?` within a folder, `**` across folders, `{a,b}`, `[a-z]`. A glob without any
 * of them means that file, or every file of that folder.
 */
export function matchGlob(glob: string): (path: string) => boolean {
  const plain = glob.replace(/^\.\//, "").replace(/\/$/, "");
  if (!/[*?{[]/.test(plain)) return (path) => path === plain || path.startsWith(`${plain}/`);
  const pattern = new RegExp(`^${translate(plain)}$`, "u");
  return (path) => pattern.test(path);
}

function translate(glob: string): string {
  let pattern = "";
  let depth = 0;
  for (let at = 0; at < glob.length; at += 1) {
    const character = glob[at] ?? "";
    if (character === "*") {
      const stars = /^\*+/.exec(glob.slice(at))?.[0].length ?? 1;
      at += stars - 1;
      if (stars === 1) pattern += "[^/]*";
      else if (glob[at + 1] === "/") {
        pattern += "(?:.*/)?";
        at += 1;
      } else pattern += ".*";
    } else if (character === "?") pattern += "[^/]";
    else if (character === "{") {
      depth += 1;
      pattern += "(?:";
    } else if (character === "}" && depth > 0) {
      depth -= 1;
      pattern += ")";
    } else if (character === "," && depth > 0) pattern += "|";
    else if (character === "[") {
      const [set] = /^\[!?[^\]/]+\]/.exec(glob.slice(at)) ?? [];
      pattern += set === undefined ? "\\[" : toSet(set);
      at += (set?.length ?? 1) - 1;
    } else pattern += SPECIAL.test(character) || character === "}" ? `\\${character}` : character;
  }
  return depth === 0 ? pattern : `${pattern}${")".repeat(depth)}`;
}

function toSet(set: string): string {
  const isNegated = set.startsWith("[!");
  const inside = set.slice(isNegated ? 2 : 1, -1).replaceAll(/[\\[\]^&]/g, "\\$&");
  return `[${isNegated ? "^/" : ""}${inside}]`;
}
