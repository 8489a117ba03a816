/**
 * `18/25 (72 %)`; one decimal where it is not whole, cut and never rounded up: 999 of 1000 is never 100 %.
 * Nothing of nothing has no percentage.
 */
export function sayShare(part: number, whole: number): string {
  if (whole === 0) return "0/0";
  const tenths = Math.floor((part * 1000) / whole);
  const digits = tenths % 10 === 0 ? `${tenths / 10}` : (tenths / 10).toFixed(1);
  return `${part}/${whole} (${digits} %)`;
}

/** `1 file`, `2 files`. */
export function sayCount(count: number, noun: string, plural: string = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
