import { env } from "cloudflare:workers";
import { expect, test } from "footlights/harness";
import readme from "../../README.md?raw";

// What the README's section on the harness shows is taken from here, and what it names is looked up.

test("loses nothing, whichever operation is the last before a crash", async ({ scope }) => {
  const counter = scope.actor(env.COUNTER);
  using recording = counter.record(); // every call, frame and storage operation, and the rows it costs
  await counter.rpc.increment();
  expect(recording.rows).toEqual({ read: 1, written: 1 });

  for (const [step, operation] of recording.operations.entries()) {
    const again = scope.actor(env.COUNTER, `step-${step}`);
    again.inject({ operation }, { crash: "before" });
    await expect(again.rpc.increment()).rejects.toThrow("crashed"); // so its caller asks again
    await again.rpc.increment();
    expect([1, 2]).toContain(await again.rpc.stored()); // at least once
  }
});

test("has everything that the README names", async ({ scope }) => {
  const section = /## Test actors[^]*?(?=\n## )/.exec(readme)?.[0] ?? "";
  const actor = scope.actor(env.ECHO);
  const objects: Readonly<Record<string, object>> = {
    scope,
    actor,
    client: await scope.connect(actor),
  };
  const named = [...section.matchAll(/\b(scope|actor|client)\.(\w+)/g)];
  expect(named.length).toBeGreaterThan(15);
  const missing = named.filter(
    ([, object = "", member = ""]) => !(member in (objects[object] ?? {})),
  );
  expect(missing.map(([text]) => text)).toEqual([]);
});

test("is named in full by the README", async ({ scope }) => {
  const section = /## Test actors[^]*?(?=\n## )/.exec(readme)?.[0] ?? "";
  const actor = scope.actor(env.ECHO);
  const client = await scope.connect(actor);
  const members = {
    scope: Object.keys(scope),
    actor: Object.keys(actor),
    client: [
      "messages",
      ...Object.keys(Object.getPrototypeOf(client)),
      ...Object.getOwnPropertyNames(client),
    ],
  };
  const unnamed = Object.entries(members).flatMap(([object, names]) =>
    [...new Set(names)]
      .filter((name) => !new RegExp(`\\b${name}\\b`).test(section))
      .map((name) => `${object}.${name}`),
  );
  expect(unnamed).toEqual([]);
});
