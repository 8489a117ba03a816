import { createRequire } from "node:module";

/** What is used of @babel/core 7, the one that istanbul-lib-instrument itself uses. */
interface Babel {
  transformSync(text: string, options: object): unknown;
}

interface Location {
  readonly start: { readonly line: number; readonly column: number };
}

interface BranchMap {
  readonly [id: string]: {
    readonly type: string;
    readonly loc: Location;
    readonly locations: readonly unknown[];
  };
}

interface Visitor {
  enter(path: unknown): void;
  exit(path: unknown): { readonly fileCoverage: { readonly branchMap: BranchMap } };
}

const require = createRequire(import.meta.url);
const instrument: {
  programVisitor(types: unknown, path: string, options: object): Visitor;
} = require("istanbul-lib-instrument");
const babel: Babel = createRequire(require.resolve("istanbul-lib-instrument"))("@babel/core");

export interface ParseOptions {
  readonly sourceType?: "module" | "script";
  readonly plugins?: readonly string[];
}

/**
 * The branches that istanbul-lib-instrument counts in a text, as "kind line:column outcomes", sorted.
 * Runs its own visitor in its own Babel, without printing the instrumented code; throws where Babel
 * refuses the text.
 */
export function listIstanbulBranches(
  path: string,
  text: string,
  { sourceType = "module", plugins = ["typescript", "jsx", "decorators"] }: ParseOptions = {},
): readonly string[] {
  let branches: BranchMap = {};
  const plugin = ({ types }: { readonly types: unknown }): object => {
    const visitor = instrument.programVisitor(types, path, {});
    return {
      visitor: {
        Program: {
          enter: (program: unknown) => visitor.enter(program),
          exit: (program: unknown) => {
            branches = visitor.exit(program).fileCoverage.branchMap;
          },
        },
      },
    };
  };
  babel.transformSync(text, {
    configFile: false,
    babelrc: false,
    code: false,
    filename: path,
    parserOpts: { sourceType, plugins: [...plugins] },
    plugins: [plugin],
  });
  return Object.values(branches)
    .map(
      ({ type, loc, locations }) =>
        `${type} ${loc.start.line}:${loc.start.column} ${locations.length}`,
    )
    .toSorted();
}
