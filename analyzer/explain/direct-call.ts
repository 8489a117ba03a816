import { ts } from "ts-morph";
import type { Gap } from "./gap.ts";

/** How a test runs code that no actor's entry reaches: it calls the function, or the Worker, or loads the module. */
export function sayDirectCall({ finding: { decision }, place }: Gap): string {
  const [owner = ""] = decision.unit.split(".cb:", 1);
  if (owner === "default.fetch") return "fetch the Worker";
  if (owner === "" || /^\W?module\W?$/.test(owner)) return "load the module";
  // A callback runs when the function that passes it does.
  const functions = place?.parents.filter((parent) => ts.isFunctionLike(parent)) ?? [];
  const code = owner === decision.unit ? functions.at(-1) : functions[0];
  const names = code?.parameters.map(({ name }) =>
    name.getText(place?.source).replace(/\s+/g, " "),
  );
  const call = `${owner}(${names?.join(", ") ?? "…"})`;
  // No test can call what is private.
  return /\.#[^.]+$/.test(owner) ? `have an entry call ${call} (none is seen to)` : `call ${call}`;
}
