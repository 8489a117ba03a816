/**
 * The parts of Vite and Vitest that the plugin touches, as shapes of its own: Vitest 4.1, 5.0 and 5.1 have
 * them all, and users need no particular version of Vite's types.
 */

/** The `test` part of a configuration. */
export interface TestConfig {
  readonly coverage?: Readonly<Record<string, unknown>>;
  projects?: unknown;
  readonly reporters?: unknown;
}

export interface UserConfig {
  readonly root?: string;
  readonly test?: unknown;
}

/** Vitest's own object, as far as the plugin asks it. */
export interface VitestHost {
  readonly config: {
    readonly root: string;
    readonly reporters: unknown[];
    readonly coverage: {
      readonly provider?: string;
      readonly reportsDirectory: string;
      readonly reportOnFailure?: boolean;
    };
    readonly shard?: unknown;
    readonly mergeReports?: unknown;
  };
  readonly logger: {
    readonly log: (text: string) => void;
    readonly error: (text: string) => void;
  };
  readonly onClose: (listener: () => Promise<void>) => void;
}

type KeyGenerator = (callback: () => string) => void;

/** What `configureVitest` is given, once per project. */
export interface ProjectContext {
  readonly vitest: VitestHost;
  readonly project: { readonly vite: { readonly config: object } };
  /** From 5.0 on. */
  readonly defineCacheKeyGenerator?: KeyGenerator;
  /** Its name in 4.1. */
  readonly experimental_defineCacheKeyGenerator?: KeyGenerator;
}

/** What a Vite server is to the plugin: in 5.0 and later its configuration holds Vitest's resolved one. */
export interface ServerHost {
  readonly config: object;
}
