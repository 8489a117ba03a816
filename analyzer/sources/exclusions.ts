const scripts = "{ts,tsx,mts,cts,js,jsx,mjs,cjs}";

/** All files that can be listed. */
export const anySource: string = `**/*.${scripts}`;

/** Whether a file of this name can be listed. */
export const sourceName: RegExp = /\.[cm]?[jt]sx?$/;

/** What a folder or a glob does not mean, unless its own text names it. */
const exclusions: readonly { readonly named: RegExp; readonly globs: readonly string[] }[] = [
  { named: /\.d\.[cm]?ts$/, globs: ["**/*.d.{ts,mts,cts}", "**/*.d.*.ts"] },
  {
    named: /\.(test|spec)\./,
    globs: [`**/*.{test,spec,test-d}.${scripts}`],
  },
  { named: /(^|\/)(tests?|__tests__)(\/|$)/, globs: ["**/{test,tests,__tests__}/**"] },
  { named: /(^|\/)node_modules(\/|$)/, globs: ["**/node_modules/**"] },
  // What a package ships is in its dist.
  { named: /(^|\/)(dist|node_modules)(\/|$)/, globs: ["**/dist/**"] },
  { named: /(^|\/)(coverage|node_modules)(\/|$)/, globs: ["**/coverage/**"] },
];

/** Globs of what a pattern does not mean. */
export function listExclusions(pattern: string): readonly string[] {
  return exclusions.flatMap(({ named, globs }) => (named.test(pattern) ? [] : globs));
}
