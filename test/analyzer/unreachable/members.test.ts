import { describe } from "vitest";
import { checkRuledOut } from "./check-ruled-out.ts";

const both = ["if(y):then", "if(y):else"];

describe("members rule out by the names that a program gives them", () => {
  const around = `import { app } from "library"; import { type App, Level } from "library"; import * as library from "library";
    enum Kind { A, B } const kinds = Kind; const settings = { kinds: Kind, level: 1 };
    class Gate { #fail(): never { throw new Error(); } shut(y: any, x: any) { this.#fail(); if (y) x(); } }
    declare const given: App;`;
  const library = `export interface App { stop(code: number): never; "halt"(): never; quit: () => never; go(): void }
    export declare const app: App; export declare function die(): never; declare function fall(): never;
    export { fall as drop }; export declare enum Level { Low = 0 }`;
  checkRuledOut(
    [
      ["app.stop(1); if (y) x();", both],
      ["given.stop(1); if (y) x();", both],
      ["app.halt(); if (y) x();", both],
      ["library.app.stop(1); if (y) x();", both],
      ["library.die(); if (y) x();", both],
      ["library.drop(); if (y) x();", both],
      ["app.go(); if (y) x();", []],
      ["app.quit(); if (y) x();", []],
      ["if (Kind.B) x();", ["if(Kind.B):else"]],
      ["if (kinds.B) x();", ["if(kinds.B):else"]],
      ["if (settings.kinds.A) x();", ["if(settings.kinds.A):then"]],
      ["if (settings.level) x();", []],
      ["if (Level.Low) x();", []],
    ],
    around,
    {
      "node_modules/library/package.json": JSON.stringify({ types: "index.d.ts" }),
      "node_modules/library/index.d.ts": library,
    },
  );
});
