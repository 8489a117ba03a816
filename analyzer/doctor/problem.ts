import { AnalyzerError } from "../errors.ts";
import type { Finding } from "./check.ts";

/** A known error as a finding: its first sentence is what was found, the rest what to do. Rethrows any other. */
export function problemOf(about: string, error: unknown): Finding {
  if (!(error instanceof AnalyzerError)) throw error;
  const { code, message } = error;
  const end = /\. (?=[A-Z])/.exec(message)?.index ?? message.length;
  return {
    level: "problem",
    about,
    found: message.slice(0, end),
    next: message.slice(end + 2),
    code,
  };
}
