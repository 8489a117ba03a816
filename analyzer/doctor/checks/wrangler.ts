import { describeActors } from "../../actors/describe-actors.ts";
import { readWranglerConfigs, type WranglerConfig } from "../../actors/wrangler-config.ts";
import type { Actor } from "../../model.ts";
import { openProjectFiles } from "../../open-project-files.ts";
import { type Check, type Finding, ok, warning } from "../check.ts";
import { chooseSources } from "../choose-sources.ts";
import { problemOf } from "../problem.ts";

/** Wrangler's configuration against the classes of the source: who is bound, who is not, what is bound to nothing. */
export const wrangler: Check = {
  name: "wrangler",
  look: async (surroundings) => {
    try {
      const { cwd } = surroundings;
      const sources = await chooseSources(surroundings);
      const files = openProjectFiles(sources, cwd);
      const configs = readWranglerConfigs(files);
      const { actors } = describeActors(files);
      return [describeConfigs(configs), ...describeBindings(configs, actors)];
    } catch (error) {
      return [problemOf("wrangler", error)];
    }
  },
};

function describeConfigs(configs: readonly WranglerConfig[]): Finding {
  if (configs.length > 0) return ok("wrangler", configs.map(({ path }) => path).join(", "));
  return warning(
    "wrangler",
    "no wrangler.json, .jsonc or .toml beside or above the source",
    "Without one, actors are found by what they extend only, and none has a binding.",
  );
}

function describeBindings(
  configs: readonly WranglerConfig[],
  actors: readonly Actor[],
): readonly Finding[] {
  const lost = configs.flatMap(({ path, bindings }) =>
    bindings
      .filter(({ name }) => !actors.some(({ binding }) => binding === name))
      .map(({ name, className }) =>
        warning(
          "binding",
          `${path} binds ${name} to the class ${className}, which is not in the source that was looked at`,
          `Correct class_name, export ${className} from the Worker's main module, or name its file.`,
        ),
      ),
  );
  const unbound = actors
    .filter(({ binding }) => configs.length > 0 && binding === null)
    .map(({ name, path }) =>
      warning(
        "actor",
        `${name} in ${path} has no binding`,
        "Bind it under durable_objects.bindings, unless it is reached through ctx.exports or as a facet.",
      ),
    );
  const bound = actors.filter(({ binding }) => binding !== null).length;
  const found = ok("actors", `${actors.length} found, ${bound} bound`);
  return [found, ...lost, ...unbound];
}
