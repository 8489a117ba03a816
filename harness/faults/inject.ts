import type {
  CloseEffect,
  CrashEffect,
  DelayEffect,
  DropEffect,
  DuplicateEffect,
  ErrorEffect,
  EvictEffect,
  FaultEffect,
  HoldEffect,
  LoseReplyEffect,
  RespondEffect,
} from "./effect.ts";
import type { Fault, FaultOptions } from "./fault.ts";
import type {
  CallWhere,
  EntryWhere,
  FetchWhere,
  FrameWhere,
  OperationWhere,
  ReplyWhere,
  StepWhere,
  StorageWhere,
} from "./where.ts";

/** What can happen to the actor itself at any operation. */
type LifeEffect = CrashEffect | EvictEffect;

/** What can happen to any operation that takes time. */
type AwaitedEffect = ErrorEffect | DelayEffect | HoldEffect | LifeEffect;

/**
 * Puts a fault into an actor, until the end of the scope. A fault that never fires fails the test unless it is
 * optional. Of several faults that match an operation the one injected first changes it.
 * An effect that must wait (delay, hold) throws "usage" in the actor at an operation that gives its result at once.
 */
export interface Inject {
  /** A fault of storage: the operation fails, comes late, is left out, or the actor crashes at it. */
  (where: StorageWhere, effect: AwaitedEffect | DropEffect, options?: FaultOptions): Fault;
  /** A fault of a request or call to another actor: it is refused, late, held or doubled, or its reply is lost. */
  (
    where: CallWhere,
    effect: AwaitedEffect | DuplicateEffect | LoseReplyEffect,
    options?: FaultOptions,
  ): Fault;
  /** A fault of a request, call or alarm on its way to this actor: the same, whoever sends it. */
  (
    where: EntryWhere,
    effect: AwaitedEffect | DuplicateEffect | LoseReplyEffect,
    options?: FaultOptions,
  ): Fault;
  /** A fault of a request to the outside: it fails, comes late, its reply is lost, or is made up. */
  (
    where: FetchWhere,
    effect: AwaitedEffect | LoseReplyEffect | RespondEffect,
    options?: FaultOptions,
  ): Fault;
  /** A fault of what the actor answers: an error instead, late, or it crashes before the caller hears of it. */
  (where: ReplyWhere, effect: AwaitedEffect, options?: FaultOptions): Fault;
  /** A fault of a WebSocket frame: it is lost, late, held, doubled, or the socket is closed instead. */
  (
    where: FrameWhere,
    effect: DropEffect | DelayEffect | HoldEffect | DuplicateEffect | CloseEffect | LifeEffect,
    options?: FaultOptions,
  ): Fault;
  /** A fault at the operation of that number, of whatever kind: for trying every step of a workflow. */
  (where: StepWhere, effect: ErrorEffect | LifeEffect, options?: FaultOptions): Fault;
  /** A fault at an operation that was recorded in another run: for trying every step of a workflow. */
  (where: OperationWhere, effect: FaultEffect, options?: FaultOptions): Fault;
}
