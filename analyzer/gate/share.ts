/** Limits are told apart to a hundredth of a percent. */
const PARTS = 10_000;

/** Whether `part` of `whole` is at least `percent`, on integers: 9,999 of 10,000 is not 100 %. */
export function isShareAtLeast(part: number, whole: number, percent: number): boolean {
  return part * PARTS >= Math.round(percent * 100) * whole;
}

/** `64 of 65 outcomes (98.46 %)`, cut and never rounded up. */
export function sayShare(part: number, whole: number): string {
  const hundredths = Math.floor((part * PARTS) / whole);
  const percent = hundredths % 100 === 0 ? `${hundredths / 100}` : (hundredths / 100).toFixed(2);
  return `${part} of ${whole} outcomes (${percent} %)`;
}
