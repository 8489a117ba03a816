import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openDevServer } from "./dev-server.ts";

const script = fileURLToPath(new URL("../../.ci/dev.ts", import.meta.url));

/** Runs it to its end, which has to come by itself. */
async function runDev(port: string): Promise<{ readonly code: unknown; readonly said: string }> {
  const dev = spawn(process.execPath, [script, "--port", port], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exit = once(dev, "exit");
  const [out, said] = await Promise.all([text(dev.stdout), text(dev.stderr)]);
  expect(out).toBe("");
  return { code: (await exit)[0], said };
}

test("a port that is taken is named at once, with another to try", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  expect(await runDev(`${port}`)).toEqual({
    code: 1,
    said: `Could not start the pages: found port ${port} in use, expected it free. Stop what uses it, or choose another: npm run dev -- --port 8788\n`,
  });
  server.close();
});

test.for(["none", "0", "65536", "8787x"])("%s is no port", async (port) => {
  expect(await runDev(port)).toEqual({
    code: 1,
    said: `Could not start the pages: found port "${port}", expected a number from 1 to 65535. Choose another: npm run dev -- --port 8788\n`,
  });
});

test("nothing answers any more once it was stopped", async () => {
  await using server = await openDevServer();
  expect((await fetch(server.origin)).status).toBe(200);
  await server.stop();
  await expect(fetch(server.origin)).rejects.toThrow("fetch failed");
});
