import type { HeaderList } from "@understudy/egress";
import type { ErrorClass } from "./error-class.ts";

/** What is known of the other side, whatever came of it. */
interface Answer {
  /** `ip:port` of the peer; absent when none was dialled, or when it must not be told. */
  address?: string;
  /** HTTP only, and only once an answer has begun. */
  statusCode?: number;
  responseHeaders?: HeaderList;
  /** The first bytes of the body, as they came. */
  responseBody?: Uint8Array;
  /** Whether the answer went on beyond what is kept. */
  isResponseTruncated: boolean;
}

/** The target has accepted the message. */
export interface Delivered extends Answer {
  kind: "delivered";
}

/** It has not, or we don't know: a value, not an error (house style 20). */
export interface Failed extends Answer {
  kind: "failed";
  errorClass: ErrorClass;
  /** A sentence for people. */
  error: string;
  /** Of a panic only, for the log. */
  stack?: string;
}

/** What came of one attempt. */
export type Outcome = Delivered | Failed;
