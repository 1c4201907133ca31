import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, toErrorEnvelope } from "@understudy/domain";
import type { Logger } from "@understudy/runtime";
import { corsHeadersOf, isAllowedPreflight } from "./api-cors.ts";
import { requestIdHeader, withClient } from "./client-headers.ts";
import { admitRequest, type GuardRules } from "./front-door-guard.ts";
import type { RequestMeter } from "./web-metrics.ts";
import { securityHeaders } from "./security-headers.ts";

/** Others are nothing that Next.js could make a request of. */
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What stands before Next.js: guard ▸ security headers ▸ client's address, host and scheme ▸ Next.js ▸ one log line. */
export function makeRequestHandler(options: {
  rules: GuardRules;
  handlePage: Handler;
  logger: Logger;
  meter: RequestMeter;
}): Handler {
  return async (request, response) => {
    const startedAt = performance.now();
    const path = request.url?.split("?", 1)[0] ?? "/";
    let requestId: string = randomUUID();
    const fail = (error: AppError): void => sendError(response, error, requestId);
    response.on("close", () => {
      const { method } = request;
      const durationMs = Math.round(performance.now() - startedAt);
      options.meter.note({ path, status: response.statusCode, durationMs: performance.now() - startedAt });
      const level = path.startsWith("/_next/") ? "debug" : "info";
      options.logger[level]({
        event: "request.served",
        requestId,
        method,
        path,
        status: response.statusCode,
        durationMs,
      });
    });
    try {
      const nonce = randomBytes(16).toString("base64");
      response.setHeaders(new Map(Object.entries(securityHeaders(nonce))));
      const admission = admitRequest(
        { method: request.method ?? "GET", path, headers: request.headers },
        options.rules,
      );
      if (admission.kind === "refused") {
        requestId = admission.requestId ?? requestId;
        return fail(admission.error);
      }
      requestId = admission.client.requestId;
      response.setHeader(requestIdHeader, requestId);
      const asked = { method: request.method ?? "GET", path, headers: request.headers };
      response.setHeaders(new Map(Object.entries(corsHeadersOf(asked, options.rules.apiCorsOrigins))));
      if (isAllowedPreflight(asked, options.rules.apiCorsOrigins)) return void response.writeHead(204).end();
      if (!methods.has(asked.method))
        return fail(new AppError("method_not_allowed", `must be ${[...methods].join(", ")}`));
      request.headers = withClient(request, admission.client);
      // Next.js takes the nonce of its scripts from the policy in the request.
      request.headers["content-security-policy"] = securityHeaders(nonce)["content-security-policy"];
      await options.handlePage(request, response);
    } catch (error) {
      options.logger.error({ event: "request.failed", requestId, path, err: error });
      fail(
        new AppError(
          "internal",
          "Something went wrong on our side. Try again; the log has more under this request id.",
        ),
      );
    }
  };
}

/** Answers with the error envelope; when an answer has begun, all that is left is to cut it off. */
function sendError(response: ServerResponse, error: AppError, requestId: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(error.status, { "content-type": "application/json; charset=utf-8", [requestIdHeader]: requestId });
  response.end(`${JSON.stringify(toErrorEnvelope(error, requestId))}\n`);
}
