/**
 * Tests Durable Object actors inside workerd, waiting for events and never for time.
 * @module
 */
export { expect } from "vitest";
export { test, type ScopeFixture } from "./scope/test.ts";
export { type ActorVerb, openScope, type Scope, type ScopeOptions } from "./scope/scope.ts";
export type { ActorHandle, AnyActor, CrashOptions } from "./actor/actor.ts";
export type { ActorMethods } from "./actor/actor-methods.ts";
export type { AlarmRun } from "./clock/alarm.ts";
export type { CallVerb, Client, ExpectedClosing } from "./probe/client.ts";
export type { Clock } from "./clock/clock.ts";
export type { Collection } from "./probe/collection.ts";
export type { ConnectOptions, ConnectTarget, FetchTarget } from "./scope/connect.ts";
export type { DeadlineOptions } from "./timing/deadline.ts";
export { HarnessError, type HarnessErrorCode } from "./failures/errors.ts";
export type {
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
} from "./faults/effect.ts";
export type { Fault, FaultOptions } from "./faults/fault.ts";
export type { Inject } from "./faults/inject.ts";
export type {
  CallWhere,
  EntryWhere,
  FaultWhere,
  FetchWhere,
  FrameWhere,
  Occurrence,
  OperationWhere,
  ReplyWhere,
  StepWhere,
  StorageWhere,
} from "./faults/where.ts";
export type { Sendable } from "./matching/frame.ts";
export type {
  AsymmetricMatcher,
  Matching,
  Pattern,
  Schema,
  SchemaResult,
  UntypedMessage,
} from "./matching/pattern.ts";
export type { FishOptions, Probe } from "./probe/probe.ts";
export type {
  AnyMatcher,
  CollectVerb,
  FilterVerb,
  MatchAllVerb,
  MatchVerb,
  Matched,
  SilenceVerb,
  WaitOptions,
} from "./probe/verb-types.ts";
export type { LeakPolicy } from "./scope/leaks.ts";
export type { RecordedOperation, Rows } from "./trace/recorded-operation.ts";
export type { Recording } from "./actor/recording.ts";
export type { InsideCallback } from "./workerd/runtime.ts";
export type { PendingWork, Settled } from "./scope/settle.ts";
export type { SilenceOptions } from "./probe/silence.ts";
export type { Closing } from "./probe/socket.ts";
export { instrument } from "./instrument/instrument.ts";
export type { TestProbe } from "./probe/test-probe.ts";
