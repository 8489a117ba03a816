import type {
  CloseEffect,
  CrashEffect,
  DelayEffect,
  DropEffect,
  DuplicateEffect,
  ErrorEffect,
  LoseReplyEffect,
  RespondEffect,
} from "./effect.ts";
import type { Fault, FaultOptions } from "./fault.ts";
import type {
  CallWhere,
  FetchWhere,
  FrameWhere,
  ReplyWhere,
  StepWhere,
  StorageWhere,
} from "./where.ts";

/**
 * Puts a fault into an actor, until the end of the scope. A fault that never fires fails the test unless it is
 * optional. Of several faults that match an operation the one injected first changes it.
 */
export interface Inject {
  /** A fault of storage: the operation fails, comes late, is left out, or the actor crashes at it. */
  (
    where: StorageWhere,
    effect: ErrorEffect | DelayEffect | DropEffect | CrashEffect,
    options?: FaultOptions,
  ): Fault;
  /** A fault of a call to another actor: it fails, comes late, comes twice, or its reply is lost. */
  (
    where: CallWhere,
    effect: ErrorEffect | DelayEffect | DuplicateEffect | LoseReplyEffect | CrashEffect,
    options?: FaultOptions,
  ): Fault;
  /** A fault of a request to the outside: it fails, comes late, its reply is lost, or is made up. */
  (
    where: FetchWhere,
    effect: ErrorEffect | DelayEffect | LoseReplyEffect | RespondEffect | CrashEffect,
    options?: FaultOptions,
  ): Fault;
  /** A fault of what the actor answers: an error instead, late, or it crashes before the caller hears of it. */
  (
    where: ReplyWhere,
    effect: ErrorEffect | DelayEffect | CrashEffect,
    options?: FaultOptions,
  ): Fault;
  /** A fault of a WebSocket frame: it is lost, late, doubled, or the socket is closed instead. */
  (
    where: FrameWhere,
    effect: DropEffect | DelayEffect | DuplicateEffect | CloseEffect | CrashEffect,
    options?: FaultOptions,
  ): Fault;
  /** A fault at the operation of that number, of whatever kind: for trying every step of a workflow. */
  (where: StepWhere, effect: ErrorEffect | CrashEffect, options?: FaultOptions): Fault;
}
