import { type TestAPI, test as base } from "vitest";
import { makeScopeId } from "./scope-id.ts";
import { type Scope, type ScopeOptions, openScope } from "./scope.ts";

/** What {@link test} adds to Vitest's own context. */
export interface ScopeFixture {
  /** Opened for the test, its retries and repeats anew, and disposed at its end. */
  readonly scope: Scope;
  /**
   * How the scope is opened; nothing by default. Override it for some tests, or provide it under this name in
   * Vitest's configuration for all of them: `provide: { scopeOptions: { timeFactor: 3 } }`.
   */
  readonly scopeOptions: ScopeOptions;
}

/** Vitest's `test` with a {@link Scope} that the test owns. */
export const test: TestAPI<ScopeFixture> = base.extend<ScopeFixture>({
  scopeOptions: [{}, { injected: true }],
  scope: async ({ task, onTestFinished, scopeOptions }, use) => {
    const { retryCount = 0, repeatCount = 0 } = task.result ?? {};
    const id = makeScopeId({ title: task.name, key: task.id, repeatCount, retryCount });
    const scope = openScope({ id, ...scopeOptions });
    // Not after `use`: vitest 5.0.5 reports what a fixture throws there twice, and again on each retry.
    onTestFinished(() => scope[Symbol.asyncDispose]());
    await use(scope);
  },
});
