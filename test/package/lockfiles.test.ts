import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const compat = join(root, "fixtures", "compat");

interface Package {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type Packages = Readonly<Record<string, Package>>;

const folders = [
  root,
  ...readdirSync(compat, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "suite")
    .map(({ name }) => join(compat, name)),
];

function readPackages(folder: string): Packages {
  const lock: { readonly packages: Packages } = JSON.parse(
    readFileSync(join(folder, "package-lock.json"), "utf8"),
  );
  return lock.packages;
}

/** Finds what `name` means to the package at `path`, as Node resolves it. */
function find(packages: Packages, path: string, name: string): Package | undefined {
  const own = packages[join(path, "node_modules", name).replaceAll("\\", "/")];
  if (own !== undefined || path === "") return own;
  const parent = path.lastIndexOf("/node_modules/");
  return find(packages, parent === -1 ? "" : path.slice(0, parent), name);
}

test.each(folders)("the lockfile of %s names no registry", (folder) => {
  const resolved = Object.values(readPackages(folder)).flatMap(({ resolved }) => resolved ?? []);
  expect(resolved).toEqual(folder === root ? [] : ["file:footlights.tgz"]);
});

test.each(folders)("the lockfile of %s names the packages of every platform", (folder) => {
  const packages = readPackages(folder);
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => {
        const found = find(packages, path, name)?.version;
        return found === undefined || (/^\d/.test(version) && found !== version);
      })
      .map(([name]) => `${path} -> ${name}`),
  );
  expect(missing).toEqual([]);
});
