import { constantOf } from "../modules/constants.ts";
import type { Routes } from "../routes/find-routes.ts";
import type { Module } from "../modules/module.ts";
import type { ModuleTable } from "../modules/module-table.ts";
import { isWrapping, type Origin } from "../routes/origin.ts";
import { bare } from "../modules/bare.ts";
import type { Finding } from "../findings.ts";
import { ts } from "../inventory/syntax.ts";
import type { Actor, Decision, Route } from "../model.ts";
import { sayPartName } from "./approach.ts";
import { findBinding } from "./bindings.ts";
import type { ClauseSite } from "./clauses/clause.ts";
import { sayCode } from "./code.ts";
import { comparedWith } from "./compared.ts";
import { kindOf, valuesOf } from "./declared-type.ts";
import type { Gap, Place } from "./gap.ts";
import { locate } from "./locate.ts";
import { findPredicate } from "./predicate.ts";
import { listRuledOut } from "./ruled-out.ts";
import { sayWhen } from "./say-result.ts";
import { findCalled, throwsOf } from "./throws-of.ts";

/** What a gap is described from. */
export interface GapSources {
  readonly actors: readonly Actor[];
  readonly routes: Routes;
  readonly modules: ModuleTable;
}

/** What was found out before. */
export interface GapMemory {
  /** The findings of the gap's file. */
  readonly byId: ReadonlyMap<string, Finding>;
  /** Where decisions stand, as far as they were looked for. */
  readonly places: Map<Decision, Place | undefined>;
}

/** Of a decision with more ways out, what became of the others is not looked at. */
const MOST_SIBLINGS = 200;

/** Gathers all that is known of a missed outcome. */
export function describeGap(
  finding: Finding,
  { byId, places }: GapMemory,
  { actors, routes, modules }: GapSources,
): Gap {
  const { decision } = finding;
  if (!places.has(decision)) places.set(decision, placeOf(finding, modules));
  const siblings = decision.outcomes.length > MOST_SIBLINGS ? [] : decision.outcomes;
  const { path } = finding.file;
  const originsOf: Gap["originsOf"] = (expression, route, other = path) =>
    routes.originsAt(route, { path: other, offset: expression.end - 1, expression });
  return {
    finding,
    siblings: siblings.flatMap(({ id }) => byId.get(id) ?? []),
    routes: routes.of(path, finding.outcome.id),
    place: places.get(decision),
    originsOf,
    sayPart: (expression, route) => sayOrigins(originsOf(expression, route), route),
    parametersOf: (route) => parametersOf(actors, route),
  };
}

function placeOf({ file, decision }: Finding, modules: ModuleTable): Place | undefined {
  const module = modules.get(file.path);
  const located = module && locate(module.source, decision);
  return located && { ...located, ...siteOf(module, modules) };
}

function siteOf(module: Module, modules: ModuleTable): ClauseSite {
  const site: ClauseSite = {
    path: module.path,
    source: module.source,
    constantOf: (expression) => {
      const inner = bare(expression);
      const local = ts.isIdentifier(inner) ? findBinding(inner, module.source) : undefined;
      if (!local) return constantOf(modules, module, inner);
      return local.initializer && constantOf(modules, module, local.initializer);
    },
    comparedWith: (expression) => {
      const ruledOut = listRuledOut(expression, module.source);
      const compared = comparedWith(bare(expression), module.source);
      return compared.filter((value) => !ruledOut.has(value));
    },
    initializerOf: (name) => initializerOf(name, module, modules),
    kindOf: (expression) => kindOf(expression, module, modules),
    throwsOf: (call, className) => throwsOf(call, className, { module, modules }),
    valuesOf: (expression) => {
      const ruledOut = listRuledOut(expression, module.source);
      return valuesOf(expression, module, modules).filter((value) => !ruledOut.has(value));
    },
    predicateOf: (call) => {
      const found = findPredicate(call, module, modules);
      return found && { answer: found.answer, site: siteOf(found.module, modules) };
    },
    calledBy: (call) => {
      const found = findCalled(call, module, modules);
      return found && { code: found.code, site: siteOf(found.module, modules) };
    },
    whenOf: (call, wanted) => sayWhen(call, wanted, site),
  };
  return site;
}

/** What a `const` is: of the functions around, else of the module, else of the one it is imported from. */
function initializerOf(
  name: ts.Identifier,
  module: Module,
  modules: ModuleTable,
): ts.Expression | undefined {
  const local = findBinding(name, module.source);
  if (local) return local.initializer;
  const target = modules.resolve(module, name.text);
  if (target?.kind !== "declaration" || !ts.isVariableDeclaration(target.node)) return undefined;
  return target.node.initializer;
}

function parametersOf(actors: readonly Actor[], route: Route): readonly string[] {
  const actor = actors.find(({ name, path }) => name === route.actor && path === route.path);
  return actor?.entries.find(({ name }) => name === route.entry)?.parameters ?? [];
}

/** Parts beyond these are not told: then the value is not one thing. */
const MOST_PARTS = 3;

/** `name` of the message; "`name` or `reason` of the message" where calls pass different fields. */
function sayOrigins(origins: readonly Origin[], { entry }: Route): string | undefined {
  const [first] = origins;
  if (!first || origins.length > MOST_PARTS) return undefined;
  if (first.path === "" && origins.length === 1)
    return first.parameter === null ? undefined : sayCode(first.parameter);
  if (origins.some(isWrapping)) return undefined;
  const isOneMessage = origins.every(
    ({ parameter, path }) => parameter === first.parameter && path !== "",
  );
  if (!isOneMessage) return undefined;
  const names = origins.map(({ path }) => sayCode(sayPartName(path))).join(" or ");
  const whole = first.parameter === null ? `the ${nounOf(entry)}` : sayCode(first.parameter);
  return `${first.element === "itself" ? "an element of " : ""}${names} of ${whole}`;
}

function nounOf(entry: string): string {
  if (entry === "fetch" || entry === "onRequest") return "request";
  return /^(?:webSocket\w+|on[A-Z]\w*)$/.test(entry) ? "message" : "argument";
}
