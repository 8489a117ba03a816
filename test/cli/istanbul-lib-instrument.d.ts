/** The part of istanbul-lib-instrument 6.0.3 that tests use; the package brings no types. */
declare module "istanbul-lib-instrument" {
  interface FileCoverageData {
    readonly statementMap: object;
    readonly fnMap: object;
    readonly branchMap: Readonly<Record<string, { readonly locations: readonly unknown[] }>>;
  }
  interface Instrumenter {
    readonly instrumentSync: (code: string, filename: string, sourceMap?: object) => string;
    readonly lastFileCoverage: () => FileCoverageData;
  }
  export function createInstrumenter(options: Readonly<Record<string, unknown>>): Instrumenter;
}
