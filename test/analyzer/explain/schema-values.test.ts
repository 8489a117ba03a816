import { expect, test } from "vitest";
import { ts } from "ts-morph";
import { ModuleTable } from "../../../analyzer/modules/module-table.ts";
import { valuesOf } from "../../../analyzer/explain/declared-type.ts";
import { projectOf } from "../actors/project.ts";

/** The values that are told for the expression in `ask(...)`. */
function valuesIn(text: string, protocol: string = ""): readonly (string | number)[] {
  const modules = new ModuleTable(projectOf({ "a.ts": text, "protocol.ts": protocol }));
  const module = modules.get("a.ts");
  let asked: ts.Expression | undefined;
  const search = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(module?.source) === "ask")
      [asked] = node.arguments;
    ts.forEachChild(node, search);
  };
  if (module) search(module.source);
  return module && asked ? valuesOf(asked, module, modules) : [];
}

const zod = `const Message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("join"), name: z.string() }),
  z.object({ type: z.literal("say"), level: z.enum(["low", "high"]).optional() }).strict(),
]);`;
const valibot = `const Message = v.variant("type", [
  v.object({ type: v.literal("join") }),
  v.strictObject({ type: v.literal("say"), level: v.optional(v.picklist(["low", "high"])) }),
]);`;

test.each([
  ["zod", zod, "const m = Message.parse(JSON.parse(raw)); ask(m.type)", ["join", "say"]],
  [
    "zod, without throwing",
    zod,
    "const r = Message.safeParse(raw); ask(r.data.type)",
    ["join", "say"],
  ],
  [
    "zod, of a field",
    zod,
    "const m = await Message.parseAsync(raw); ask(m.level)",
    ["low", "high"],
  ],
  ["valibot", valibot, "const m = v.parse(Message, raw); ask(m.type)", ["join", "say"]],
  [
    "valibot, of a field",
    valibot,
    "const r = v.safeParse(Message, raw); ask(r.output.level)",
    ["low", "high"],
  ],
  ["a free text", zod, "const m = Message.parse(raw); ask(m.name)", []],
  ["another value", zod, "const m = other.read(raw); ask(m.type)", []],
])("reads the values of a schema: %s", (_what, schema, body, values) => {
  expect(valuesIn(`${schema} async function f(raw: string) { ${body}; }`)).toEqual(values);
});

test("follows a type that is inferred from the schema of another module", () => {
  const protocol = `export ${zod} export type Message = z.infer<typeof Message>;`;
  const text = `import { type Message } from "./protocol.ts"; function f(m: Message) { ask(m.type); }`;
  expect(valuesIn(text, protocol)).toEqual(["join", "say"]);
});

test("gives up on a schema that is made of itself", () => {
  const text =
    "const A = z.union([A, B]); const B = z.union([A, B]); function f(raw: string) { const m = A.parse(raw); ask(m.type); }";
  expect(valuesIn(text)).toEqual([]);
});
