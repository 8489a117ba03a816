import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NO_CHROMIUM, chromiumPath, openChromium } from "./chromium.ts";
import { listFaint } from "./contrast.ts";
import { type DevServer, openDevServer } from "./dev-server.ts";
import { DESKTOP, PHONE, addWorker, openPage, picture, rowOf, submit } from "./open-page.ts";

let server: DevServer;
let browser: Browser;

const open = (path: string, viewport = DESKTOP): Promise<Page & AsyncDisposable> =>
  openPage(browser, server.origin + path, viewport);

if (chromiumPath === undefined) console.warn(NO_CHROMIUM);

test.runIf(process.env["REQUIRE_CHROMIUM"] === "1")("a Chromium is here, as it has to be", () => {
  expect(chromiumPath ?? NO_CHROMIUM).not.toBe(NO_CHROMIUM);
});

describe.skipIf(chromiumPath === undefined)("in a real Chromium", () => {
  beforeAll(async () => {
    server = await openDevServer();
    browser = await openChromium(chromiumPath ?? "");
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  test("the dashboard submits, follows, completes, cancels, and kills a worker", async () => {
    await using page = await open("/dashboard/?coordinator=one");
    await picture(page, "dashboard-empty");
    await submit(page, { id: "t1" });
    await rowOf(page, "t1").getByText("queued").waitFor();
    await addWorker(page, "w1");
    await rowOf(page, "t1").getByText("active").waitFor();
    await submit(page, { id: "t2" });
    await picture(page, "dashboard-desktop");
    await page.getByRole("button", { name: "Complete t1" }).click();
    await rowOf(page, "t1").getByText("completed").waitFor();
    await rowOf(page, "t2").getByText("active").waitFor();
    await page.getByRole("button", { name: "Kill w1" }).click();
    await rowOf(page, "t2").getByText("queued").waitFor();
    expect(await page.getByRole("button", { name: "Kill w1" }).count()).toBe(0);
    await page.getByRole("button", { name: "Cancel t2" }).click();
    await rowOf(page, "t2").getByText("cancelled").waitFor();
    const told = await page.getByRole("log").getByRole("listitem").allInnerTexts();
    expect(told.toReversed().map((line) => line.slice(8).trim())).toEqual(
      expect.arrayContaining([
        "t1 is queued",
        "t1 is active at w1",
        't1 gave "done by hand"',
        "w1 is gone",
      ]),
    );
  });

  test("two dashboards see the same, and what one missed", async () => {
    await using first = await open("/dashboard/?coordinator=two");
    await using second = await open("/dashboard/?coordinator=two", PHONE);
    await submit(first, { id: "shared" });
    await rowOf(second, "shared").getByText("queued").waitFor();
    await server.stop();
    await second.getByRole("status").getByText("connecting again").waitFor();
    await submit(second, { id: "offline" });
    await second.getByRole("alert").getByText("found no connection").waitFor();
    await server.start();
    await second.getByRole("status").getByText("Connected").waitFor();
    await addWorker(first, "w2");
    await rowOf(second, "shared").getByText("active").waitFor();
    expect(await rowOf(second, "offline").count()).toBe(0);
  });

  test("the dashboard shows a sharded queue as one, and its shards", async () => {
    await using page = await open("/dashboard/?queue=jobs@4");
    await page.getByText("No task yet").waitFor();
    await page.getByText("No worker yet").waitFor();
    const ids = ["a", "b", "c", "d", "e", "f"];
    for (const id of ids) {
      await submit(page, { id });
      await rowOf(page, id).getByText("queued").waitFor();
    }
    await addWorker(page, "s1");
    const total = (name: string) =>
      page.locator("#totals div").filter({ hasText: name }).getByRole("definition");
    await total("active").getByText("1", { exact: true }).waitFor();
    await total("queued").getByText("5", { exact: true }).waitFor();
    await total("workers").getByText("1", { exact: true }).waitFor();
    const shards = await page.locator("#shards tr").allInnerTexts();
    expect(shards.map((text) => text.split(/\s+/)[0])).toEqual(
      [0, 1, 2, 3].map((shard) => `jobs@4/${shard}`),
    );
    const queued = shards.map((text) => Number(text.split(/\s+/)[1]));
    expect(queued.reduce((sum, count) => sum + count, 0)).toBe(5);
    await picture(page, "dashboard-shards");
  });

  test("the dashboard says what is wrong next to where it is", async () => {
    await using page = await open("/dashboard/?coordinator=three");
    await submit(page, { id: "t1", input: "{oops" });
    await page.getByRole("alert").getByText("expected JSON such as").waitFor();
    await submit(page, { id: "t1", job: "sum", input: "[1, 2]" });
    await addWorker(page, "w3");
    await page.getByRole("log").getByText("t1 gave 3").waitFor();
    expect(await page.getByRole("alert").allInnerTexts()).toEqual([]);
  });

  test("the dashboard is worked by keyboard alone, and the focus stays", async () => {
    await using page = await open("/dashboard/?coordinator=four");
    await page.getByLabel("Task id").fill("k1");
    await page.keyboard.press("Enter");
    await rowOf(page, "k1").getByText("queued").waitFor();
    const focused = page.locator(":focus");
    for (let presses = 0; presses < 20; presses += 1) {
      if ((await focused.getAttribute("aria-label")) === "Cancel k1") break;
      await page.keyboard.press("Tab");
    }
    await using other = await open("/dashboard/?coordinator=four");
    await submit(other, { id: "k2" });
    await rowOf(page, "k2").getByText("queued").waitFor();
    await page.keyboard.press("Space");
    await rowOf(page, "k1").getByText("cancelled").waitFor();
    expect(await rowOf(page, "k2").innerText()).toContain("queued");
    // Its button is gone: the next key goes on from where it was.
    expect(await focused.innerText()).toBe("k1");
    await page.keyboard.press("Shift+Tab");
    expect(await focused.getAttribute("aria-label")).toBe("Cancel k2");
    await addWorker(page, "w4");
    await page.getByRole("button", { name: "Kill w4" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("No worker yet").waitFor();
    expect(await focused.innerText()).toBe("Workers");
  });

  test.for(["/dashboard/?coordinator=five", "/live-poll/?poll=five"])(
    "%s fits a phone: nothing is wider than the screen, no control smaller than a finger",
    async (path) => {
      await using page = await open(path, PHONE);
      if (path.startsWith("/dash")) {
        await submit(page, {
          id: "a-task-with-a-rather-long-name-that-has-to-wrap-somewhere-on-a-phone",
        });
        await addWorker(page, "w5");
        await rowOf(page, "a-task").getByText("active").waitFor();
        await picture(page, "dashboard-phone");
      }
      const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(overflow).toBe(0);
      const controls = await page
        .locator("button:visible, input:visible, select:visible, textarea:visible")
        .all();
      const boxes = await Promise.all(controls.map((each) => each.boundingBox()));
      expect(Math.min(...boxes.map((box) => box?.height ?? 0))).toBeGreaterThanOrEqual(44);
    },
  );

  test.for(["light", "dark"] as const)(
    "no text is faint on %s ground, and no word but a name is broken",
    async (colorScheme) => {
      for (const path of ["/dashboard/?queue=six@2", "/live-poll/?poll=six"]) {
        await using page = await open(path);
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        if (path.startsWith("/dash")) {
          await submit(page, { id: `${colorScheme}-1`, job: "sum", input: "[1]" });
          await addWorker(page, `w6-${colorScheme}`);
          await rowOf(page, `${colorScheme}-1`).getByText("completed").waitFor();
          await submit(page, { id: "t2", input: "{oops" });
          await page.getByRole("alert").getByText("expected JSON such as").waitFor();
          await submit(page, { id: `${colorScheme}-${"and-on".repeat(20)}` });
          await rowOf(page, `${colorScheme}-and`).waitFor();
        }
        const lines = await page
          .locator("td .status")
          .evaluateAll((all) => all.map((each) => each.getClientRects().length));
        expect(lines.filter((count) => count > 1)).toEqual([]);
        expect(await listFaint(page)).toEqual([]);
      }
    },
  );

  test.for(["/dashboard/", "/live-poll/"])(
    "every control of %s has a name of its own",
    async (path) => {
      await using page = await open(`${path}?coordinator=one`);
      const unnamed = await page
        .locator("button:visible, input:visible, select:visible, textarea:visible, section")
        .evaluateAll((all) =>
          all
            .filter(
              (each) => !each.hasAttribute("aria-labelledby") && !each.hasAttribute("aria-label"),
            )
            .filter((each) => each.closest("label") === null && each.textContent?.trim() === "")
            .map((each) => each.outerHTML),
        );
      expect(unnamed).toEqual([]);
      expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
    },
  );

  test("the live poll opens, counts as votes come, and closes for everybody", async () => {
    await using page = await open("/live-poll/?poll=one");
    await page.getByText("whoever has this page open votes in it").waitFor();
    await using other = await open("/live-poll/?poll=one", PHONE);
    await page.getByLabel("Question").fill("Tea or coffee?");
    await page.getByLabel("Options, one a line").fill("Tea\nCoffee");
    await page.getByRole("button", { name: "Open poll" }).click();
    await other.getByRole("heading", { name: "Tea or coffee?" }).waitFor();
    await other.getByRole("button", { name: "Vote" }).click();
    await other.getByRole("alert").getByText("found no option chosen").waitFor();
    await other.getByLabel("Tea", { exact: true }).check();
    await other.getByRole("button", { name: "Vote" }).click();
    await other.getByRole("status").getByText("Your vote is for Tea.").waitFor();
    await page.getByText("Tea: 1").waitFor();
    await page.getByLabel("Coffee", { exact: true }).check();
    await page.getByRole("button", { name: "Vote" }).click();
    await other.getByText("Coffee: 1").waitFor();
    await picture(page, "live-poll-desktop");
    await picture(other, "live-poll-phone");
    await page.getByRole("button", { name: "Close the poll" }).press("Enter");
    await other.getByRole("heading", { name: "Tea or coffee? (closed)" }).waitFor();
    expect(await other.getByRole("button", { name: "Vote" }).count()).toBe(0);
    await other.getByRole("status").getByText("Your vote was for Tea.").waitFor();
    expect(await page.locator(":focus").innerText()).toBe("Tea or coffee? (closed)");
  });

  test("the live poll shows nothing of the last vote when the next poll is open", async () => {
    await using page = await open("/live-poll/?poll=two");
    for (const question of ["Tea today?", "Tea tomorrow?"]) {
      await page.getByLabel("Question").fill(question);
      await page.getByLabel("Options, one a line").fill("Yes\nNo");
      await page.getByRole("button", { name: "Open poll" }).click();
      await page.getByRole("heading", { name: question, exact: true }).waitFor();
      expect(await page.getByText("Your vote").count()).toBe(1);
      expect(await page.locator(":checked").count()).toBe(0);
      await page.getByLabel("Yes", { exact: true }).check();
      await page.getByRole("button", { name: "Vote" }).click();
      await page.getByText("Your vote is for Yes.").waitFor();
      await page.getByRole("button", { name: "Close the poll" }).click();
      await page.getByRole("heading", { name: `${question} (closed)` }).waitFor();
    }
  });
});
