import type { Page } from "playwright-core";

/** What WCAG 2.2 asks of text at level AA (1.4.3). */
const LEAST = 4.5;

// Runs in the page. Grounds are opaque, or let through what is behind.
const SCRIPT = `(() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = numbers(color).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element) => {
    for (let each = element; each !== null; each = each.parentElement) {
      const { backgroundColor } = getComputedStyle(each);
      if (numbers(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const hasText = (element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
  const all = [...document.body.querySelectorAll("*")];
  const shown = all.filter((each) => hasText(each) && each.checkVisibility());
  return shown.map((element) => {
    const [light, dark] = [getComputedStyle(element).color, ground(element)]
      .map(luminance)
      .sort((a, b) => b - a);
    return { text: element.textContent.trim().slice(0, 40), contrast: (light + 0.05) / (dark + 0.05) };
  });
})()`;

interface Read {
  readonly text: string;
  /** Of the text to its ground: 1 to 21. */
  readonly contrast: number;
}

/** The texts of a page that are hard to read on their ground. */
export async function listFaint(page: Page): Promise<readonly Read[]> {
  const all = await page.evaluate<readonly Read[]>(SCRIPT);
  if (all.length === 0) throw new Error("Could not read the page: found no text, expected some.");
  return all.filter(({ contrast }) => !(contrast >= LEAST));
}
