// The same job the usual way: a ts-morph project, its wrapped nodes walked for the places where control splits.
import { readdirSync } from "node:fs";
import { Node, Project } from "ts-morph";

const project = new Project({
  skipAddingFilesFromTsConfig: true,
  skipFileDependencyResolution: true,
  compilerOptions: { allowJs: true },
});
let decisions = 0;
for (const name of readdirSync("src")) {
  const file = project.addSourceFileAtPath(`src/${name}`);
  file.forEachDescendant((node) => {
    if (isDecision(node)) {
      decisions += 1;
      node.getStartLineNumber();
    }
  });
}
process.stdout.write(`${decisions}\n`);

function isDecision(node) {
  if (Node.isBinaryExpression(node)) {
    return ["&&", "||", "??", "&&=", "||=", "??="].includes(node.getOperatorToken().getText());
  }
  return (
    Node.isIfStatement(node) ||
    Node.isConditionalExpression(node) ||
    Node.isSwitchStatement(node) ||
    Node.isIterationStatement(node) ||
    Node.isTryStatement(node) ||
    (Node.isParameterDeclaration(node) && node.hasInitializer()) ||
    (Node.isBindingElement(node) && node.hasInitializer()) ||
    (Node.isPropertyAccessExpression(node) && node.hasQuestionDotToken())
  );
}
