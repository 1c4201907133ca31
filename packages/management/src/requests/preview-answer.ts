import type { CompiledMock, Fault, RenderedAnswer } from "@understudy/answering";
import { AppError } from "@understudy/domain";
import type { DestinationGuard } from "@understudy/egress";
import type { RenderContext } from "@understudy/templating";
import { type BodyView, viewBody } from "../body-view.ts";
import { type GuardVerdict, judge } from "./guard-verdict.ts";
import type { ReadableRequest } from "./readable-request.ts";

/** What a mock would answer. */
export type AnswerPreview =
  | {
      kind: "rendered";
      status: number;
      headers: [name: string, value: string][];
      body: BodyView | null;
      delayMs: number;
      fault: Fault["kind"] | null;
    }
  /** The call is sent on, which a preview does not do: what comes back is not known. */
  | { kind: "forwarded"; url: string | null; guard: GuardVerdict | null }
  /** There is no answer; a call gets this error. */
  | { kind: "refused"; status: number; error: string };

/** The preview, and what callbacks see of the answer. */
export interface PreviewedAnswer {
  preview: AnswerPreview;
  status: number;
  payload: unknown;
}

export interface PreviewAnswerOptions {
  request: ReadableRequest;
  context: RenderContext;
  guard: DestinationGuard;
  warn: (message: string) => void;
}

/** Renders the answer to the first call of a mock. Of a proxy callbacks are shown as if it answered 200. */
export function previewAnswer({ answering }: CompiledMock, options: PreviewAnswerOptions): PreviewedAnswer {
  const { context, warn } = options;
  switch (answering.kind) {
    case "fixed":
      return viewRendered(answering.answer, { delayMs: answering.delayMs, fault: null });
    case "answers": {
      const chosen = answering.answers.choose({ use: 1, faker: context.faker });
      return orRefused(warn, () => {
        const answer = chosen.fixed ?? chosen.render(context);
        return viewRendered(answer, { delayMs: chosen.drawDelayMs(context.faker), fault: chosen.fault });
      });
    }
    case "proxy": {
      const url = answering.proxy.urlFor({ path: options.request.path, search: searchOf(options.request) });
      const verdict = url === null ? null : judge(url, options.guard);
      if (url === null) warn("the path leads out of the path of the target: such a call is refused");
      if (verdict?.reason !== undefined) warn(`the target is blocked: ${verdict.reason}`);
      return { preview: { kind: "forwarded", url, guard: verdict }, status: 200, payload: undefined };
    }
    case "unserved":
      return refused(new AppError("not_served", answering.reason), warn);
  }
}

function searchOf({ query }: ReadableRequest): string {
  const pairs = Object.entries(query).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`;
}

function viewRendered(
  { status, headers, body, payload }: RenderedAnswer,
  { delayMs, fault }: { delayMs: number; fault: Fault | null },
): PreviewedAnswer {
  const pairs = headers.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, headers[index + 1] ?? ""]] : [],
  );
  const view = { status, headers: pairs, body: body.length === 0 ? null : viewBody(body), delayMs };
  return { preview: { kind: "rendered", ...view, fault: fault?.kind ?? null }, status, payload };
}

/** What a call would get as an error is a warning here. */
function orRefused(warn: (message: string) => void, render: () => PreviewedAnswer): PreviewedAnswer {
  try {
    return render();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refused(error, warn);
  }
}

function refused({ status, message }: AppError, warn: (message: string) => void): PreviewedAnswer {
  warn(message);
  return { preview: { kind: "refused", status, error: message }, status, payload: undefined };
}
