import type { Terminal } from "./terminal.ts";

/** One flag of a verb. */
export interface Flag {
  /** Without the dashes: `min-branches`. */
  readonly name: string;
  /** What its value is called in the help; absent for a switch. */
  readonly value?: string;
  /** May be given more than once. */
  readonly multiple?: boolean;
  /** One or more lines for the help. */
  readonly help: string;
}

/** The arguments of one run, checked against the verb's flags. */
export interface Arguments {
  readonly paths: readonly string[];
  /** True where the switch was given. */
  readonly has: (flag: string) => boolean;
  /** The value of a flag that was given, the last one where it was repeated. */
  readonly value: (flag: string) => string | undefined;
  readonly values: (flag: string) => readonly string[];
}

/** A verb of the command; the returned number is the exit code. */
export interface Verb {
  readonly name: string;
  readonly summary: string;
  /** What stands after the verb, where it is not paths: `<id or file:line>...`; empty where nothing does. */
  readonly operands?: string;
  readonly flags: readonly Flag[];
  /** What is looked at where neither the command nor the configuration names paths. Default: what the coverage names. */
  readonly otherwise?: string;
  /** What else the help has to say. */
  readonly note?: string;
  /** Commands with what they print, as run by test/cli/help.test.ts. */
  readonly example: string;
  readonly run: (args: Arguments, terminal: Terminal) => Promise<number>;
}
