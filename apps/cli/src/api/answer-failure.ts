import type { Problem } from "@understudy/domain";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { Failure } from "../failure.ts";

/** The envelope of the API; anything, if somebody on the way answered. */
export type WireError =
  { error?: unknown; problems?: readonly Problem[] | undefined; request_id?: unknown } | string | null | undefined;

const codeOfStatus: Readonly<Record<number, ExitCode>> = {
  400: exitCode.usage,
  401: exitCode.notAllowed,
  403: exitCode.notAllowed,
  404: exitCode.notFound,
  408: exitCode.notMet,
  409: exitCode.conflict,
  412: exitCode.conflict,
  413: exitCode.usage,
  502: exitCode.away,
  503: exitCode.away,
  504: exitCode.away,
};

/** What an answer that is no success means for the command. */
export function failureOfAnswer(response: Response, body: WireError): Failure {
  const { status } = response;
  const envelope = typeof body === "object" && body !== null ? body : {};
  const message =
    typeof envelope.error === "string" ? envelope.error : `the server answered ${status} ${response.statusText}`.trim();
  return new Failure(codeOfStatus[status] ?? exitCode.failed, message, {
    problems: envelope.problems ?? [],
    hint: hintOf(status, response),
  });
}

function hintOf(status: number, response: Response): string | undefined {
  if (status === 401) return "sign in with: understudy login; or give a token by UNDERSTUDY_TOKEN or --token";
  if (status === 429) return `try again in ${response.headers.get("retry-after") ?? "a few"} s`;
  if (status >= 300 && status < 400)
    return `it leads to ${response.headers.get("location") ?? "elsewhere"}: name that by --server`;
  if (status < 500) return undefined;
  const requestId = response.headers.get("x-request-id");
  return requestId === null ? undefined : `the server's log has more under ${requestId}`;
}

/** What it means that there was no answer. */
export function callFailure(error: unknown, server: string): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof Error && error.name === "TimeoutError") {
    return new Failure(exitCode.away, `${server} did not answer in time`, { cause: error });
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : String(cause);
  return new Failure(exitCode.away, `can't reach ${server} (${reason})`, {
    hint: "start it with: npm start; or name another by --server or UNDERSTUDY_SERVER",
    cause: error,
  });
}
