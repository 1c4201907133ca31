import type { Check, NearMiss } from "@understudy/matching";
import type { DeliveryView } from "../../deliveries/delivery-view.ts";
import type { RequestView } from "../request-view.ts";

/** Everything that became of a stub call, as far as it is kept. */
export interface Timeline {
  request: RequestView;
  /** The delivery that was this call, where it came from one of our own callbacks. */
  causedBy: { deliveryId: string; namespace: string; requestId: string | null } | null;
  /** Null: no mock answered. */
  match: MatchedMock | null;
  /** Where none did. */
  miss: { why: string; nearest: readonly NearMiss[] } | null;
  /** What became of each callback of the mock, those that did not fire as well. */
  callbacks: CallbackOutcome[];
  deliveries: TimelineDelivery[];
  /** Stub calls that came of the deliveries, and of theirs. */
  followUps: FollowUp[];
  /** The same in the order of time, in words. */
  steps: TimelineStep[];
  /** False where there was more than is shown. */
  isComplete: boolean;
}

export interface MatchedMock {
  mockId: string;
  /** As it was when it answered. */
  version: number;
  /** Null: any. */
  method: string | null;
  route: string | null;
  priority: number | null;
  pathParams: Readonly<Record<string, string>>;
  checks: readonly Check[];
  /** In words. */
  why: string;
}

/** Why a callback did not fire, or was not sent. `trigger`: the answer was not one that it fires for. `refused`: the call failed. */
export type NotSentKind = "trigger" | "refused" | "skipped" | "cancelled" | "failed" | "unknown";

export interface CallbackOutcome {
  index: number;
  name: string | null;
  type: string;
  trigger: string;
  isSynchronous: boolean;
  /** The state of its delivery; `not_fired` where it has none. */
  outcome: DeliveryView["state"] | "not_fired";
  deliveryIds: string[];
  /** Null where it is delivered or on its way. */
  reason: { kind: NotSentKind; text: string } | null;
}

export type TimelineDelivery = Omit<DeliveryView, "attempts"> & {
  /** The delivery for whose end it waited. */
  after: string | null;
  attempts: TimelineAttempt[];
};

export interface TimelineAttempt {
  number: number;
  startedAt: Date;
  durationMs: number;
  outcome: "delivered" | "failed";
  errorClass: string | null;
  error: string | null;
  statusCode: number | null;
  address: string | null;
  /** The stub call that it was, where it went to a stub of ours whose call is still in the log. */
  requestId: string | null;
}

export interface FollowUp {
  /** 1: of a delivery of the request itself. */
  depth: number;
  deliveryId: string;
  attempt: number;
  request: Pick<RequestView, "id" | "namespace" | "receivedAt" | "method" | "path" | "mockId" | "durationMs"> & {
    status: number;
  };
  /** Of that call. */
  deliveries: { id: string; state: string; stateReason: string | null }[];
}

export interface TimelineStep {
  at: Date;
  kind: "received" | "matched" | "missed" | "answered" | "not_fired" | "attempt" | "finished" | "waiting" | "follow_up";
  text: string;
  deliveryId?: string;
  /** Of a follow-up. */
  requestId?: string;
}
