import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PLACES = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Where a Chromium is on this machine; undefined where there is none. */
export const chromiumPath: string | undefined = PLACES.find(
  (path) => path !== undefined && existsSync(path),
);

/** What is said in place of tests that need a browser. */
export const NO_CHROMIUM =
  "Could not drive the pages: found no Chromium, expected one at $CHROMIUM or /usr/bin/chromium. Install it (apt-get install chromium) and run the tests again.";

/** Starts it without a window and without a word to the outside. */
export function openChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
