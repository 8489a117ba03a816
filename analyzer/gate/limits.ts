/**
 * What a gate asks for. A limit that is absent is not asked for. Limits of branches are a percentage of covered outcomes
 * from 0 to 100 with at most two decimals, never rounded up; negative ones are the most outcomes that may be missed.
 */
export interface GateLimits {
  /** Of all files together. */
  readonly minBranches?: number;
  /** Of each file on its own. */
  readonly minBranchesPerFile?: number;
  /** Of the files of a glob together, by glob: `{ "src/protocol/**": 100 }`. */
  readonly files?: Readonly<Record<string, number>>;
  /** Of an actor, by its class: `{ Room: 100 }`; `*` stands for each actor that is not named. */
  readonly actors?: Readonly<Record<string, number>>;
  /** The most outcomes that may be unknown. */
  readonly maxUnknown?: number;
  /** Whether each ignore hint has to say why: `istanbul ignore next -- closed by the platform`. */
  readonly hintsNeedReason?: boolean;
}
