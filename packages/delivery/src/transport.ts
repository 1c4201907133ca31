import type { Message, RenderedMessage } from "@understudy/domain";
import type { Outcome } from "./outcome.ts";

/** What an attempt is told beside the message. */
export interface AttemptContext {
  /** Goes out with every attempt, so that a receiver can recognise a repetition. */
  deliveryId: string;
  /** Whose it is: connections are kept for one namespace and never shared with another. */
  namespace: string;
  /** For the whole attempt, milliseconds. */
  timeoutMs: number;
  /** How deep in a chain of callbacks the message is: that of the request that caused it, plus one (design 12). */
  hops: number;
}

/** A means of sending. What the world does is the outcome; a rejection is a bug. */
export interface Transport<M extends Message = Message> {
  send: (message: RenderedMessage<M>, context: AttemptContext) => Promise<Outcome>;
  /** Ends the connections that are kept for later attempts; those in use end with theirs. */
  close: () => void;
}
