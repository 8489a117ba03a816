import type { Status } from "../findings.ts";
import type { Loss } from "../model.ts";

/** What a count proves that is off by `lost` at most: too great by that, too small, or either. */
export function judgeLossy(count: number, lost: number, makes: Loss["makes"]): Status {
  const least = makes === "less" ? count : count - lost;
  const most = makes === "more" ? count : count + lost;
  if (most < 0) return { status: "unknown", hits: null, reason: "assumption-broken" };
  if (least > 0) return { status: "covered", hits: null };
  if (most === 0) return { status: "missed", hits: 0 };
  return { status: "unknown", hits: null, reason: "may-have-thrown" };
}
