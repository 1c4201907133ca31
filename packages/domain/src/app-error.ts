/** The error kinds of the REST API and their HTTP status (contract C0.4). Clients choose their exception by the kind. */
export const errorStatus = {
  validation: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  timeout: 408,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  key_reused: 422,
  rate_limit: 429,
  internal: 500,
  not_served: 501,
  external: 502,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** One thing that is wrong with an input, or worth knowing about it. `path` is a JSON path such as `$.webhooks[0].url`. */
export interface Problem {
  path: string;
  message: string;
}

/** What somebody was not allowed to do, for the audit trail. */
export interface Denied {
  /** An action of the permission table. */
  action: string;
  /** Where; null: in the installation, or where it is not known. */
  namespace: string | null;
}

/** On every AppError, whichever copy of this file made it. */
const brand = Symbol.for("understudy.AppError");

/**
 * Bad input, a missing thing or a missing right. `message` is public: it says what was wrong and what is allowed.
 * `cause` is for the log only. What the world does wrong (a target that is away) is a value, not an AppError.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];
  /** When the same may be tried again, in seconds; null: not known. */
  readonly retryAfterSeconds: number | null;
  /** Set where a right was missing, also if the answer is that there is no such thing. */
  readonly denied: Denied | null;
  readonly [brand] = true;

  /**
   * `web` has this file twice, as Next.js bundles pages and routes apart, and they share one Management: what it throws into one may
   * have been made by the other.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== AppError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && brand in value;
  }

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; problems?: readonly Problem[]; retryAfterSeconds?: number; denied?: Denied } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.problems = options.problems ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.denied = options.denied ?? null;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

/** The body of every error answer, of the REST API and of the stubs (contract C0.4). */
export interface ErrorEnvelope {
  error: string;
  code: string;
  request_id: string;
  problems?: readonly Problem[];
}

/** Contract C0.4 names no kind for some: 412 is `conflict`, 413 is `validation` (contract E17), so are 405 and 422, 501 is `unavailable`. */
const wireCode: Partial<Record<ErrorCode, string>> = {
  precondition_failed: "conflict",
  method_not_allowed: "validation",
  too_large: "validation",
  key_reused: "validation",
  not_served: "unavailable",
};

/** Shapes the envelope of an AppError. */
export function toErrorEnvelope(error: AppError, requestId: string): ErrorEnvelope {
  return {
    error: error.message,
    code: wireCode[error.code] ?? error.code,
    request_id: requestId,
    ...(error.problems.length > 0 && { problems: error.problems }),
  };
}
