/** What a gate asks for. A limit that is absent is not asked for. */
export interface GateLimits {
  /**
   * Positive or zero: the least percentage of outcomes that have to be covered. Negative: the most that may be missed.
   * At most two decimals.
   */
  readonly minBranches?: number;
  /** The most outcomes that may be unknown. */
  readonly maxUnknown?: number;
}
