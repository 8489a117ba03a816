import type { FaultEffect, RecordedOperation } from "footlights/harness";

/** An operation that one of the actors of a workflow carries out. */
export interface Step {
  readonly role: "session" | "coordinator" | "worker";
  readonly operation: RecordedOperation;
}

/** What can happen at a step. */
export const FAULTS = [
  "crash before",
  "crash after",
  "eviction after",
  "storage error at",
  "lost reply of",
] as const;
export type FaultKind = (typeof FAULTS)[number];

/** A step and what is to happen at it. */
export interface Point extends Step {
  readonly fault: FaultKind;
}

/** Whether such a thing can happen at an operation at all. */
export function fits(fault: FaultKind, { kind }: RecordedOperation): boolean {
  if (fault === "storage error at") return kind === "storage";
  if (fault === "lost reply of") return kind === "call" || kind === "entry";
  return true;
}

/** Gives what the harness is to do. */
export function effectOf({ fault, operation }: Point): FaultEffect {
  switch (fault) {
    case "crash before":
      return { crash: "before" };
    case "crash after":
      return { crash: "after" };
    case "eviction after":
      return { evict: true };
    case "storage error at":
      // Nobody awaits an alarm that is set: as in production, its failure resets the actor.
      return { error: "disk full", resets: operation.name === "setAlarm" };
    case "lost reply of":
      return { loseReply: true };
  }
}

/** Writes a point as the title of a test. */
export function describePoint({ fault, role, operation: { kind, name, nth } }: Point): string {
  return `${fault} ${kind} ${name} number ${nth} of the ${role}`;
}
