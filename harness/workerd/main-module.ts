/** A module as Vite's module runner keeps it; without exports once it is to be run anew. */
interface ModuleNode {
  readonly evaluated: boolean;
  readonly exports?: unknown;
}

/** The part of Vitest's module runner that is used here. */
interface ModuleRunner {
  import: (path: string, ...options: readonly unknown[]) => Promise<unknown>;
  readonly evaluatedModules: { readonly idToModuleMap: ReadonlyMap<string, ModuleNode> };
}

const prepared = new WeakSet<ModuleRunner>();

/**
 * Lets actors find their classes at once. The test runtime imports the main module at each of their entries, and each
 * import asks Vitest's own process twice (vitest 4.1 to 5.1, vitest-plugin 1.5, vitest-pool-workers 0.23), which takes
 * several times as long as the entry itself, and longest on a busy machine. What has been imported is given again as
 * long as the runner holds it: `vi.resetModules()` and a changed file have their effect. Does nothing where the runner
 * is another than the known one. What is given is what `prepare` makes of it.
 */
export function keepMainModule(main: string, prepare: (exports: object) => object): void {
  const mocker: unknown = Reflect.get(globalThis, "__vitest_mocker__");
  const runner = isObject(mocker) ? mocker["moduleRunner"] : undefined;
  if (!isRunner(runner) || prepared.has(runner)) return;
  prepared.add(runner);
  const importAnew = runner.import.bind(runner);
  let known: { readonly node: ModuleNode; readonly exports: unknown } | undefined;
  const give = (exports: unknown): unknown => (isObject(exports) ? prepare(exports) : exports);
  runner.import = async (path, ...options) => {
    if (path !== main || options.length > 0) return importAnew(path, ...options);
    if (known?.node.evaluated === true && known.node.exports === known.exports)
      return give(known.exports);
    const exports = await importAnew(path);
    const node = findNode(runner, exports);
    known = node && { node, exports };
    return give(exports);
  };
}

function findNode({ evaluatedModules }: ModuleRunner, exports: unknown): ModuleNode | undefined {
  for (const node of evaluatedModules.idToModuleMap.values())
    if (node.exports === exports) return node;
  return undefined;
}

function isRunner(value: unknown): value is ModuleRunner {
  if (!isObject(value) || typeof value["import"] !== "function") return false;
  const { evaluatedModules } = value;
  return isObject(evaluatedModules) && evaluatedModules["idToModuleMap"] instanceof Map;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
