import { errors } from "undici";
import type { EgressErrorClass } from "./http-result.ts";

/** How far a connection has come, and to whom. What fails is classed by the step in which it failed. */
export interface ConnectionTrace {
  phase: "dns" | "connect" | "tls" | "http";
  /** `ip:port` that is dialled, and then that of the peer. */
  address: string | null;
}

/** The guard blocks what a name resolved to, or what a socket was connected to. */
export class GuardRefusal extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(`The destination is blocked: ${reason}.`);
    this.name = "GuardRefusal";
    this.reason = reason;
  }
}

/** The lookup of a name failed. */
export class DnsFailure extends Error {
  constructor(hostname: string, cause: unknown) {
    super(`${hostname} could not be resolved (${codeOf(cause) ?? "unknown error"}).`, { cause });
    this.name = "DnsFailure";
  }
}

/** Classes an error that ended an exchange, with a sentence for people. */
export function explainFailure(error: Error, trace: ConnectionTrace): { errorClass: EgressErrorClass; error: string } {
  if (error instanceof GuardRefusal) return { errorClass: "guard", error: error.message };
  if (error instanceof DnsFailure) return { errorClass: "dns", error: error.message };
  if (isRequestError(error))
    return { errorClass: "protocol", error: `The request can't be sent (${sentenceOf(error)}).` };
  switch (trace.phase) {
    case "dns":
    case "connect":
      return { errorClass: "connect", error: `No connection could be made (${detailOf(error)}).` };
    case "tls":
      return { errorClass: "tls", error: `The TLS handshake failed (${tlsDetailOf(error)}).` };
    case "http":
      return isProtocolError(error)
        ? { errorClass: "protocol", error: `The answer is not acceptable HTTP (${sentenceOf(error)}).` }
        : {
            errorClass: "closed",
            error: `The connection was closed before the answer was complete (${detailOf(error)}).`,
          };
  }
}

/** What was going on when the time was up. */
export function explainTimeout(trace: ConnectionTrace, timeoutMs: number, hasAnswer: boolean): string {
  const doing = {
    dns: "while its name was being resolved",
    connect: "while connecting",
    tls: "during the TLS handshake",
    http: hasAnswer ? "before the answer was complete" : "before an answer came",
  };
  return `The time allowed (${timeoutMs / 1000} s) was up ${doing[trace.phase]}.`;
}

/** llhttp's refusals, and undici's of what no honest server sends. */
function isProtocolError(error: Error): boolean {
  const code = codeOf(error) ?? "";
  if (error instanceof errors.HTTPParserError || /^UND_ERR_(HEADERS_OVERFLOW|RES_CONTENT_LENGTH_MISMATCH)$/.test(code))
    return true;
  return code === "UND_ERR_SOCKET" && /^bad (response|upgrade)/.test(error.message);
}

/** undici's refusals of what we ask for. */
function isRequestError(error: Error): boolean {
  return error instanceof errors.InvalidArgumentError || error instanceof errors.NotSupportedError;
}

/** A code that people know, else a sentence. */
function detailOf(error: Error): string {
  const code = codeOf(error);
  return code === null || code.startsWith("UND_ERR_") ? sentenceOf(error) : code;
}

/** What is wrong with a certificate needs a sentence; OpenSSL's own is for people who know its source. */
function tlsDetailOf(error: Error): string {
  const detail = detailOf(error);
  return detail.startsWith("ERR_SSL_") ? detail : `${detail}: ${sentenceOf(error)}`;
}

function sentenceOf(error: Error): string {
  return error.message.split("\n", 1)[0]?.slice(0, 200) ?? "";
}

/** The code of an error, or of the first of several that stand behind it. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return "code" in error && typeof error.code === "string" ? error.code : null;
}
