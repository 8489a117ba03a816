import { format, type FormatOptions } from "oxfmt";
import type { Layout } from "./layout.ts";

const styles: Readonly<Record<string, FormatOptions>> = {
  "single quotes and no semicolons": { singleQuote: true, jsxSingleQuote: true, semi: false },
  "lines of 40 characters": { printWidth: 40, objectWrap: "collapse" },
  "lines of 200 characters": { printWidth: 200, objectWrap: "collapse", quoteProps: "consistent" },
  "tabs, no trailing commas and few parentheses": {
    useTabs: true,
    trailingComma: "none",
    arrowParens: "avoid",
    bracketSpacing: false,
  },
};

/** What a formatter makes of a text under other settings than ours. */
export const formatted: readonly Layout[] = Object.entries(styles).map(([name, options]) => ({
  name: `code with ${name}`,
  rewrite: async (path, text) => {
    const { code, errors } = await format(path, text, options);
    const [error] = errors;
    if (error !== undefined) throw new Error(`oxfmt refuses ${path}: ${error.message}`);
    return code;
  },
}));
