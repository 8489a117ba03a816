/** Where Vitest 5.1 and later leave a module's source map: after its code, as one line of JSON. */
const TRAILER = "\n//# vitestSourceMap=";

interface Meta {
  readonly code: string;
  sourceMap?: unknown;
}

/**
 * Lets the runtime map positions to the source under Vitest 5.1, so that failures and leaks name the right lines.
 * There the module runner looks for a map beside the code, and the pool (@cloudflare/vitest-plugin 1.5.0) hands it over
 * in the code. Does nothing under versions that find their maps, nor under ones that it does not know.
 */
export function restoreSourceMaps(): void {
  const modules = readPath(globalThis, ["__vitest_worker__", "evaluatedModules"]);
  if (typeof modules !== "object" || modules === null) return;
  // Without isolation each test file loads the harness anew, into the same module runner.
  if (Object.hasOwn(modules, "getModuleSourceMapById")) return;
  const find: unknown = Reflect.get(modules, "getModuleSourceMapById");
  const read: unknown = Reflect.get(modules, "getModuleById");
  if (typeof find !== "function" || typeof read !== "function") return;
  // Maps are asked for when a stack is written, and made once: modules loaded later have theirs in time.
  Reflect.set(modules, "getModuleSourceMapById", (id: string): unknown => {
    const meta = readPath(Reflect.apply(read, modules, [id]), ["meta"]);
    if (isMeta(meta)) moveMap(meta);
    return Reflect.apply(find, modules, [id]);
  });
}

function moveMap(meta: Meta): void {
  if (meta.sourceMap !== undefined) return;
  const start = meta.code.lastIndexOf(TRAILER);
  const map = start === -1 ? "" : meta.code.slice(start + TRAILER.length);
  if (map !== "") meta.sourceMap = map;
}

function isMeta(value: unknown): value is Meta {
  return (
    typeof value === "object" && value !== null && "code" in value && typeof value.code === "string"
  );
}

function readPath(start: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
    start,
  );
}
