const inner = new WeakMap<object, object>();
const outer = new WeakMap<object, object>();

/** Remembers which instance is seen as `view` from outside. */
export function rememberInner(view: object, instance: object): void {
  inner.set(view, instance);
  outer.set(instance, view);
}

/** Gives an actor's instance as its own code knows it. */
export function innerInstance<Instance>(view: Instance): Instance {
  const instance: unknown = isObject(view) ? inner.get(view) : undefined;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a view has whatever type its instance has
  return (instance ?? view) as Instance;
}

/** Gives an actor's instance as it is seen from outside: its methods are entries. */
export function outerInstance(instance: object): object {
  return outer.get(instance) ?? instance;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
