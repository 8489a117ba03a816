import { ts } from "ts-morph";
import type { MessageField } from "../model.ts";
import type { Entity } from "../modules/entity.ts";
import type { KnownNames, Origin } from "./origin.ts";

interface Local {
  readonly origin: Origin | undefined;
  readonly entity: Entity | undefined;
  readonly constant: MessageField["value"] | undefined;
}

/** The names that a function declares, as far as they have been met; one scope per function, the last one wins. */
export class Locals implements KnownNames {
  readonly #names = new Map<string, Local>();
  readonly #around: Locals | undefined;
  /** Set by whoever can follow calls. */
  returns: KnownNames["returns"] = () => undefined;

  /** A closure sees the names around it. */
  constructor(around?: Locals) {
    this.#around = around;
  }

  declare(name: string, origin: Origin | undefined, entity: Entity | undefined): void {
    this.#names.set(name, { origin, entity, constant: undefined });
  }

  declareConstant(name: string, constant: MessageField["value"]): void {
    this.#names.set(name, { origin: undefined, entity: undefined, constant });
  }

  /** A later value of a name that is known; the first origin found stays when the new value has none. */
  assign(name: string, origin: Origin | undefined): void {
    const known = this.#names.get(name);
    if (known && origin) this.#names.set(name, { ...known, origin });
  }

  readonly originOf = (name: string): Origin | undefined => this.#find(name)?.origin;

  readonly constantOf = (expression: ts.Expression): MessageField["value"] | undefined => {
    if (ts.isStringLiteralLike(expression)) return expression.text;
    if (ts.isNumericLiteral(expression)) return Number(expression.text);
    return ts.isIdentifier(expression) ? this.#find(expression.text)?.constant : undefined;
  };

  /** Null for names that are not local. */
  readonly entityOf = (name: string): Entity | null | undefined => {
    const local = this.#find(name);
    return local ? local.entity : null;
  };

  #find(name: string): Local | undefined {
    return this.#names.get(name) ?? (this.#around && this.#around.#find(name));
  }
}
