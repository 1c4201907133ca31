import kafkajs, { type KafkaJSProtocolError } from "kafkajs";
import type { ErrorClass } from "./error-class.ts";
import { LoginRefused } from "./scram-login.ts";

/** What went wrong with a socket to one of the brokers, as egress explains it. */
export interface SocketFailure {
  broker: string;
  errorClass: ErrorClass;
  error: string;
}

type Explained = { errorClass: ErrorClass; error: string };

/** Classes what the library throws, with a sentence for people. `failures` are those of its sockets, in their order. */
export function explainKafkaError(
  error: unknown,
  { failures, topic }: { failures: readonly SocketFailure[]; topic: string },
): Explained {
  const cause = findCause(error);
  if (cause instanceof kafkajs.KafkaJSSASLAuthenticationError || cause instanceof LoginRefused) {
    return explainLogin(cause);
  }
  if (cause instanceof kafkajs.KafkaJSProtocolError) return explainAnswer(cause, topic);
  const refusal = failures.find(({ errorClass }) => errorClass === "guard");
  if (refusal !== undefined) return { errorClass: "guard", error: refusal.error };
  const last = failures.at(-1);
  if (last !== undefined) return { errorClass: last.errorClass, error: `${last.broker}: ${last.error}` };
  if (cause instanceof kafkajs.KafkaJSConnectionError) {
    const isSilent = cause.message === "Connection timeout";
    return isSilent
      ? { errorClass: "connect", error: `No connection could be made: ${cause.broker ?? "the broker"} did not answer.` }
      : { errorClass: "closed", error: "The broker closed the connection before it confirmed the message." };
  }
  if (cause instanceof kafkajs.KafkaJSError) {
    return { errorClass: "status", error: `The message was not taken (${sentenceOf(cause)}).` };
  }
  return { errorClass: "protocol", error: `The answer is not one of Kafka (${sentenceOf(cause)}).` };
}

/** What a broker says by an error code. */
function explainAnswer(error: KafkaJSProtocolError, topic: string): Explained {
  switch (error.type) {
    case "UNKNOWN_TOPIC_OR_PARTITION":
    case "INVALID_TOPIC_EXCEPTION":
      return {
        errorClass: "route",
        error: `The broker has no topic ${JSON.stringify(topic)}, and none is made for it.`,
      };
    case "TOPIC_AUTHORIZATION_FAILED":
    case "CLUSTER_AUTHORIZATION_FAILED":
      return { errorClass: "login", error: `The broker does not let this user write there (${sentenceOf(error)}).` };
    case "SASL_AUTHENTICATION_FAILED":
    case "UNSUPPORTED_SASL_MECHANISM":
    case "ILLEGAL_SASL_STATE":
      return explainLogin(error);
    case "MESSAGE_TOO_LARGE":
    case "RECORD_LIST_TOO_LARGE":
      return { errorClass: "size", error: "The message is larger than the broker takes." };
    default:
      return { errorClass: "status", error: `The broker did not take the message (${sentenceOf(error)}).` };
  }
}

function explainLogin(error: Error): Explained {
  return { errorClass: "login", error: `The broker refused the login (${sentenceOf(error)}).` };
}

/** The library wraps what went wrong, more than once. */
function findCause(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  return error.cause instanceof Error ? findCause(error.cause) : error;
}

function sentenceOf(error: Error): string {
  return error.message.split("\n", 1)[0]?.slice(0, 300) ?? "";
}
