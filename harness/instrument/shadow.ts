import { type CallSite, captureCallSite } from "../failures/errors.ts";

/** Calls a method on an object. */
export type Invoke = (self: unknown, parameters: readonly unknown[]) => unknown;

/** Says where the shadowed method was called from. */
export type Site = () => CallSite;

/**
 * Puts a method of ours in front of one that exists, on the object itself.
 * Callers see the same name and length; `site` is the line that called.
 */
export function shadowMethod(
  target: object,
  name: string,
  wrap: (original: Invoke, site: Site) => Invoke,
): void {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== "function") return;
  const site: Site = () => captureCallSite(shadow);
  const invoke = wrap((self, parameters) => Reflect.apply(original, self, parameters), site);
  const shadow = function (this: unknown, ...parameters: unknown[]): unknown {
    return invoke(this, parameters);
  };
  Object.defineProperty(shadow, "name", { value: original.name });
  Object.defineProperty(shadow, "length", { value: original.length });
  Object.defineProperty(target, name, { value: shadow, configurable: true, writable: true });
}
