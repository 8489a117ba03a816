import { type Check, type Finding, ok, warning } from "../check.ts";
import { findVersion } from "../find-package.ts";
import { readVersion } from "../../version.ts";

/** Vitest's coverage providers have to be of Vitest's own version. */
const PROVIDERS = ["@vitest/coverage-istanbul", "@vitest/coverage-v8"];
const POOLS = ["@cloudflare/vitest-plugin", "@cloudflare/vitest-pool-workers"];

/** The packages that a measured run inside workerd needs, and whether they fit together. */
export const versions: Check = {
  name: "versions",
  look: ({ cwd }) => {
    const vitest = findVersion("vitest", cwd);
    return Promise.resolve([
      ok("footlights", `${readVersion()} on Node ${process.versions.node}`),
      describeVitest(vitest),
      ...describeProviders(cwd, vitest),
      describePool(cwd),
    ]);
  },
};

function describeVitest(version: string | undefined): Finding {
  if (version === undefined)
    return warning("vitest", "not installed here", "Run: npm install --save-dev vitest");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 4 || (major === 4 && minor >= 1)
    ? ok("vitest", version)
    : warning("vitest", version, "Footlights is tested with 4.1 and later: update Vitest.");
}

function describeProviders(cwd: string, vitest: string | undefined): readonly Finding[] {
  const installed = PROVIDERS.flatMap((name) => {
    const version = findVersion(name, cwd);
    return version === undefined ? [] : [{ name, version }];
  });
  if (installed.length === 0) {
    const wanted = vitest === undefined ? "" : `@${vitest}`;
    return [
      warning(
        "provider",
        "no coverage provider is installed",
        `Run: npm install --save-dev @vitest/coverage-istanbul${wanted}`,
      ),
    ];
  }
  return installed.map(({ name, version }) =>
    vitest === undefined || version === vitest
      ? ok(name, version)
      : warning(name, `${version}, beside vitest ${vitest}`, `Install ${name}@${vitest}.`),
  );
}

function describePool(cwd: string): Finding {
  for (const name of POOLS) {
    const version = findVersion(name, cwd);
    if (version !== undefined) return ok(name, version);
  }
  return warning(
    "workerd",
    "no plugin that runs tests in workerd is installed",
    "Run: npm install --save-dev @cloudflare/vitest-plugin",
  );
}
