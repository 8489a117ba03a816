import { env } from "cloudflare:workers";
import { inject, vi } from "vitest";
import { expect, test } from "footlights/harness";

interface Runner {
  readonly import: (path: string) => Promise<object>;
  readonly vitestOptions: {
    readonly transport: { resolveId: (...parameters: readonly unknown[]) => Promise<unknown> };
  };
}

/** Vitest's module runner, which the test runtime imports the main module with. */
function findRunner(): Runner {
  const { moduleRunner }: { readonly moduleRunner: Runner } = Reflect.get(
    globalThis,
    "__vitest_mocker__",
  );
  return moduleRunner;
}

function findMain(): string {
  const options: unknown = Reflect.apply(inject, undefined, ["cloudflarePoolOptions"]);
  const { main }: { readonly main: string } = JSON.parse(String(options));
  return main;
}

// Without it each entry asks twice (vitest 4.1 to 5.1): where this fails, look at harness/workerd/main-module.ts.
test("actors are entered without asking Vitest's own process for their class", async ({
  scope,
}) => {
  await scope.actor(env.COUNTER).rpc.increment();
  const resolveId = vi.spyOn(findRunner().vitestOptions.transport, "resolveId");
  await scope.actor(env.COUNTER).rpc.increment();
  await scope.actor(env.COUNTER, "another").rpc.increment();
  const client = await scope.connect(env.ECHO);
  client.send("hello");
  await client.receive("hello");
  expect(resolveId.mock.calls).toEqual([]);
  resolveId.mockRestore();
});

test("a module that is reset is imported anew", async ({ scope }) => {
  await scope.actor(env.COUNTER).rpc.increment();
  const before = await findRunner().import(findMain());
  expect(await findRunner().import(findMain())).toBe(before);
  vi.resetModules();
  const after = await findRunner().import(findMain());
  expect(after).not.toBe(before);
  expect(await findRunner().import(findMain())).toBe(after);
});
