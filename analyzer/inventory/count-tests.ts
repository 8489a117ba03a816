import {
  forEachChild,
  isCallExpression,
  isIdentifier,
  isPropertyAccessExpression,
  isTaggedTemplateExpression,
  parseSource,
  type ts,
} from "./syntax.ts";

const MAKERS: ReadonlySet<string> = new Set(["test", "it"]);
/** What may stand behind the name, and a test is made all the same. */
const MODIFIERS: ReadonlySet<string> = new Set(["only", "concurrent", "sequential", "fails"]);
/** What returns a maker of tests: for a table of cases, or under a condition. */
const FACTORIES: ReadonlySet<string> = new Set(["each", "for", "runIf", "skipIf"]);

/**
 * Counts the tests that a file declares by calls of `test` or `it`, as Vitest and Jest have them. A table of cases is one,
 * as is a test in a loop: how often they run is not known here. What is skipped or still to do is none.
 */
export function countTests(path: string, text: string): number {
  let count = 0;
  const visit = (node: ts.Node): void => {
    // A name alone is a test to be written.
    if (isCallExpression(node) && node.arguments.length > 1 && makesTests(node.expression))
      count += 1;
    forEachChild(node, visit);
  };
  try {
    visit(parseSource(path, text));
  } catch (error) {
    // The parser goes as deep as the code does.
    if (!(error instanceof RangeError)) throw error;
  }
  return count;
}

/** Whether calling this declares a test: `test`, `it.only`, `test.concurrent.for(cases)`, `` it.each`table` ``. */
function makesTests(node: ts.Expression): boolean {
  if (isIdentifier(node)) return MAKERS.has(node.text);
  if (isPropertyAccessExpression(node))
    return MODIFIERS.has(node.name.text) && makesTests(node.expression);
  if (isCallExpression(node)) return isFactory(node.expression);
  return isTaggedTemplateExpression(node) && isFactory(node.tag);
}

function isFactory(node: ts.Expression): boolean {
  return (
    isPropertyAccessExpression(node) && FACTORIES.has(node.name.text) && makesTests(node.expression)
  );
}
