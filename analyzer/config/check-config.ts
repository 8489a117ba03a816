import { readMaxUnknown, readMinBranches } from "../gate/read-limit.ts";
import { isRecord } from "../is-record.ts";
import type { FootlightsConfig, GateConfig } from "./config.ts";
import { PROFILES } from "../model.ts";
import { sayOr, unknownKey, unknownName, wrongValue } from "./config-error.ts";

/** Throws where the value is not what the key takes; `what` names the key in the error. */
type Check = (value: unknown, what: string) => void;

const gateChecks: Readonly<Record<keyof GateConfig, Check>> = {
  minBranches: checkLimit,
  minBranchesPerFile: checkLimit,
  files: checkLimits('an object of globs and limits such as { "src/**": 90 }'),
  actors: checkLimits("an object of actors and limits such as { Room: 90 }"),
  maxUnknown: checkCount,
  hintsNeedReason: checkSwitch,
  100: checkSwitch,
  base: checkText('a git ref such as "origin/main"'),
  baseline: (value, what) => {
    if (value !== false) checkText("a path, or false for none")(value, what);
  },
};

const checks: Readonly<Record<keyof FootlightsConfig, Check>> = {
  paths: checkPaths('an array of paths or globs such as ["src"]'),
  coverage: checkPaths('an array of coverage reports such as ["coverage/coverage-final.json"]'),
  profile: checkName(PROFILES),
  tests: checkPaths('an array of paths or globs such as ["test"]'),
  gate: (value, what) => {
    checkKeys(value, what, gateChecks);
  },
};

/**
 * Checks a configuration that no compiler may have seen; `where` names its place in errors: `footlights.config.ts`.
 *
 * @throws AnalyzerError "config-malformed", with the nearest key for one that does not exist
 */
export function checkConfig(config: unknown, where: string): asserts config is FootlightsConfig {
  checkKeys(config, where, checks);
}

function checkKeys(value: unknown, what: string, known: Readonly<Record<string, Check>>): void {
  if (!isRecord(value)) throw wrongValue(what, value, "an object");
  const where = what.replace(/^"(.*)" of /, "");
  const prefix = where === what ? "" : `${what.slice(1, what.indexOf('" of '))}.`;
  for (const [key, part] of Object.entries(value)) {
    const check = Object.hasOwn(known, key) ? known[key] : undefined;
    if (check === undefined) throw unknownKey(what, key, Object.keys(known));
    if (part !== undefined) check(part, `"${prefix}${key}" of ${where}`);
  }
}

function checkPaths(expected: string): Check {
  return (value, what) => {
    const isList =
      Array.isArray(value) && value.every((path) => typeof path === "string" && path !== "");
    if (!isList) throw wrongValue(what, value, expected);
  };
}

function checkName(known: readonly string[]): Check {
  return (value, what) => {
    if (typeof value !== "string") throw wrongValue(what, value, sayOr(known));
    if (!known.includes(value)) throw unknownName(what, value, known);
  };
}

function checkLimit(value: unknown, what: string): void {
  if (typeof value !== "number") throw wrongValue(what, value, "a number");
  readMinBranches(String(value), what);
}

function checkCount(value: unknown, what: string): void {
  if (typeof value !== "number") throw wrongValue(what, value, "a number");
  readMaxUnknown(String(value), what);
}

function checkSwitch(value: unknown, what: string): void {
  if (typeof value !== "boolean") throw wrongValue(what, value, "true or false");
}

function checkText(expected: string): Check {
  return (value, what) => {
    if (typeof value !== "string" || value === "") throw wrongValue(what, value, expected);
  };
}

function checkLimits(expected: string): Check {
  return (value, what) => {
    if (!isRecord(value)) throw wrongValue(what, value, expected);
    const [first = "", ...where] = what.split('" of ');
    for (const [key, limit] of Object.entries(value)) {
      checkLimit(limit, `${first}[${JSON.stringify(key)}]" of ${where.join('" of ')}`);
    }
  };
}
