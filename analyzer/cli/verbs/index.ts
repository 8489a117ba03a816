import type { Verb } from "../verb.ts";

/** A verb before it is loaded: the help of the command needs no more. */
export interface VerbEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Verb>;
}

/** Every verb: a verb is one file and one line here. */
export const verbs: readonly VerbEntry[] = [
  {
    name: "list",
    summary: "list every unit, decision and outcome of the source, without running it",
    load: async () => (await import("./list.ts")).list,
  },
  {
    name: "report",
    summary: "join coverage and say every untested path",
    load: async () => (await import("./report.ts")).report,
  },
  {
    name: "gate",
    summary: "pass or fail a build by its untested paths",
    load: async () => (await import("./gate.ts")).gate,
  },
  {
    name: "explain",
    summary: "say all that is known of a branch: cause, route, what to send, and the counts",
    load: async () => (await import("./explain.ts")).explain,
  },
  {
    name: "who",
    summary: "name the tests that take a branch",
    load: async () => (await import("./who.ts")).who,
  },
  {
    name: "actors",
    summary: "show each actor's entries and messages: what is defined, received and covered",
    load: async () => (await import("./actors.ts")).actors,
  },
  {
    name: "next",
    summary: "name the few tests to write first, by how many missed branches each can reach",
    load: async () => (await import("./next.ts")).next,
  },
  {
    name: "doctor",
    summary: "say what is wrong with the set-up, and what to do about it",
    load: async () => (await import("./doctor.ts")).doctor,
  },
  {
    name: "baseline",
    summary: "keep the list of reviewed gaps that the gate leaves out",
    load: async () => (await import("./baseline.ts")).baseline,
  },
  {
    name: "hints",
    summary: "list the ignore hints: those without a reason, and those without effect",
    load: async () => (await import("./hints.ts")).hints,
  },
  {
    name: "merge",
    summary: "merge the coverage of shards, in whatever order they come",
    load: async () => (await import("./merge.ts")).merge,
  },
];
