const scripts = "{ts,tsx,mts,cts,js,jsx,mjs,cjs}";

/** All files that can be listed. */
export const anySource: string = `**/*.${scripts}`;

/** Whether a file of this name can be listed. */
export const sourceName: RegExp = /\.[cm]?[jt]sx?$/;

/** What a folder or a glob does not mean, unless its own text names it: as globs, and as the same by name. */
interface Exclusion {
  readonly named: RegExp;
  readonly globs: readonly string[];
  readonly file?: RegExp;
  readonly folder?: RegExp;
}

const exclusions: readonly Exclusion[] = [
  {
    named: /\.d\.[cm]?ts$/,
    globs: ["**/*.d.{ts,mts,cts}", "**/*.d.*.ts"],
    file: /\.d\.(?:[cm]?ts|.*\.ts)$/,
  },
  {
    named: /\.(test|spec)\./,
    globs: [`**/*.{test,spec,test-d}.${scripts}`],
    file: /\.(?:test|spec|test-d)\.[cm]?[jt]sx?$/,
  },
  {
    named: /(^|\/)(tests?|__tests__)(\/|$)/,
    globs: ["**/{test,tests,__tests__}/**"],
    folder: /^(?:tests?|__tests__)$/,
  },
  {
    named: /(^|\/)node_modules(\/|$)/,
    globs: ["**/node_modules/**"],
    folder: /^node_modules$/,
  },
  // What a package ships is in its dist.
  {
    named: /(^|\/)(dist|node_modules)(\/|$)/,
    globs: ["**/dist/**"],
    folder: /^dist$/,
  },
  {
    named: /(^|\/)(coverage|node_modules)(\/|$)/,
    globs: ["**/coverage/**"],
    folder: /^coverage$/,
  },
];

/** Globs of what a pattern does not mean. */
export function listExclusions(pattern: string): readonly string[] {
  return exclusions.flatMap(({ named, globs }) => (named.test(pattern) ? [] : globs));
}

/** Tells by name what the search of a folder leaves out. */
export interface NameFilter {
  readonly leavesOutFile: (name: string) => boolean;
  readonly leavesOutFolder: (name: string) => boolean;
}

/** The same as `listExclusions` and a glob's disregard of dot files, for a search that looks at names only. */
export function filterNames(folder: string): NameFilter {
  const active = exclusions.filter(({ named }) => !named.test(folder));
  const files = active.flatMap(({ file }) => file ?? []);
  const folders = active.flatMap((exclusion) => exclusion.folder ?? []);
  return {
    leavesOutFile: (name) => name.startsWith(".") || files.some((pattern) => pattern.test(name)),
    leavesOutFolder: (name) =>
      name.startsWith(".") || folders.some((pattern) => pattern.test(name)),
  };
}
