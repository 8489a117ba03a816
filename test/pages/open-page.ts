import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { expect } from "vitest";

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 375, height: 740 };
/** How long anything may take on a busy machine. */
const PATIENCE_MS = 10_000;
/** Where pictures of the pages are put, if anywhere. */
const pictures = process.env["PAGE_PICTURES"];

/** Opens a page and waits until it is connected; its disposal fails where it threw, or asked for what is not there. */
export async function openPage(
  browser: Browser,
  url: string,
  viewport: typeof DESKTOP,
): Promise<Page & AsyncDisposable> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const errors: unknown[] = [];
  page.on("pageerror", (error) => errors.push(error));
  page.on("response", (response) => {
    if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(url);
  await page.getByRole("status").getByText("Connected").waitFor();
  return Object.assign(page, {
    [Symbol.asyncDispose]: async () => {
      await context.close();
      expect(errors).toEqual([]);
    },
  });
}

/** Keeps a picture of a page where `PAGE_PICTURES` names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** The row of a task or a worker. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole("row", { name: new RegExp(`^${name}\\b`) });
}

/** Fills in the form for a task, and sends it. */
export async function submit(
  page: Page,
  task: { readonly id: string; readonly job?: string; readonly input?: string },
): Promise<void> {
  await page.getByLabel("Task id").fill(task.id);
  await page.getByRole("combobox", { name: "Job" }).selectOption(task.job ?? "manual");
  await page.getByLabel("Input as JSON").fill(task.input ?? "null");
  await page.getByRole("button", { name: "Submit task" }).click();
}

/** Fills in the form for a worker, and sends it. */
export async function addWorker(page: Page, name: string): Promise<void> {
  await page.getByLabel("Worker name").fill(name);
  await page.getByRole("button", { name: "Add worker" }).click();
}
