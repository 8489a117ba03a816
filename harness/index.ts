/**
 * Tests Durable Object actors inside workerd, waiting for events and never for time.
 * @module
 */
export { expect } from "vitest";
export { test, type ScopeFixture } from "./test.ts";
export { type ActorVerb, openScope, type Scope, type ScopeOptions } from "./scope.ts";
export type { ActorHandle, AnyActor, CrashOptions } from "./actor.ts";
export type { ActorMethods } from "./actor-methods.ts";
export type { AlarmRun } from "./alarm.ts";
export type { CallVerb, Client, ExpectedClosing } from "./client.ts";
export type { Clock } from "./clock/clock.ts";
export type { Collection } from "./collection.ts";
export type { ConnectOptions, ConnectTarget, FetchTarget } from "./connect.ts";
export type { DeadlineOptions } from "./deadline.ts";
export { HarnessError, type HarnessErrorCode } from "./errors.ts";
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
export type { Sendable } from "./frame.ts";
export type {
  AsymmetricMatcher,
  Matching,
  Pattern,
  Schema,
  SchemaResult,
  UntypedMessage,
} from "./pattern.ts";
export type { FishOptions, Probe } from "./probe.ts";
export type {
  AnyMatcher,
  CollectVerb,
  FilterVerb,
  MatchAllVerb,
  MatchVerb,
  Matched,
  SilenceVerb,
  WaitOptions,
} from "./verb-types.ts";
export type { LeakPolicy } from "./leaks.ts";
export type { RecordedOperation, Rows } from "./recorded-operation.ts";
export type { Recording } from "./recording.ts";
export type { InsideCallback } from "./runtime.ts";
export type { PendingWork, Settled } from "./settle.ts";
export type { SilenceOptions } from "./silence.ts";
export type { Closing } from "./socket.ts";
export { instrument } from "./trace/instrument.ts";
export type { TestProbe } from "./test-probe.ts";
