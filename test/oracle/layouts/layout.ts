/** One way of writing the same program. */
export interface Layout {
  /** Ends the sentence "keeps every id of ...". */
  readonly name: string;
  /** `path` tells the language. */
  readonly rewrite: (path: string, text: string) => string | Promise<string>;
}
