import { AppError } from "./app-error.ts";

/** Somebody asks, or tries, too often. `retryAfterSeconds` (at least 1) says when it may be worth trying again. */
export class RateLimitError extends AppError {
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterMs: number) {
    super("rate_limit", message);
    this.name = "RateLimitError";
    this.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  }
}
