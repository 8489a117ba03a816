/** Nobody writes a file with more; a machine's would fill the memory before it could be reported. */
const decisionLimit = 500_000;

/** Thrown where a file holds more than can be listed; such a file is skipped. */
export class TooMuch extends Error {
  constructor() {
    super(`more than ${decisionLimit.toLocaleString("en")} decisions`);
    this.name = "TooMuch";
  }
}

export function assertListable(decisions: number): void {
  if (decisions >= decisionLimit) throw new TooMuch();
}
