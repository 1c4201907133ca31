import createClient, { type Client } from "openapi-fetch";
import type { Settings } from "../settings/settings.ts";
import { callFailure, failureOfAnswer, type WireError } from "./answer-failure.ts";
import type { paths } from "./rest-api.d.ts";

export type RestClient = Client<paths>;

/** Longest time for an answer, unless a call says otherwise: waiting takes as long as one waits. */
const answerMs = 30_000;

/** Paths that are asked about a namespace; elsewhere the path names it, or there is none. */
const ofNamespace = /\/api\/v1\/(mocks|stores|deliveries|requests|events)\b/;

/** The REST API at the server of the settings. A call that can't be made rejects with a Failure. */
export function createRestClient(settings: Pick<Settings, "server" | "token" | "namespace">): RestClient {
  return createClient<paths>({
    baseUrl: settings.server,
    headers: { accept: "application/json", ...authorization(settings) },
    fetch: (request) => send(request, settings),
  });
}

export function authorization({ token }: Pick<Settings, "token">): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

async function send(
  request: Request,
  { server, namespace }: Pick<Settings, "server" | "namespace">,
): Promise<Response> {
  const url = new URL(request.url);
  const isNamed = url.searchParams.has("namespace");
  if (namespace !== undefined && !isNamed && ofNamespace.test(url.pathname))
    url.searchParams.set("namespace", namespace);
  const waitMs = Number(request.headers.get(waitHeader) ?? 0);
  request.headers.delete(waitHeader);
  const init = { signal: AbortSignal.timeout(answerMs + waitMs), redirect: "manual" as const };
  try {
    return await fetch(new Request(url, request), init);
  } catch (error) {
    throw callFailure(error, server);
  }
}

/** Says, to this client alone, how much longer than usual an answer may take: milliseconds. */
export const waitHeader = "understudy-cli-wait-ms";

/** What a call of the API comes to. */
export interface Taken<Data> {
  data?: Data | undefined;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; rejects with a Failure for any other. */
export async function take<Data>(call: Promise<Taken<Data>>): Promise<Data> {
  return (await takeWhole(call)).data;
}

/** The same, and the headers. */
export async function takeWhole<Data>(call: Promise<Taken<Data>>): Promise<{ data: Data; headers: Headers }> {
  const { data, error, response } = await call;
  if (!response.ok || data === undefined) throw failureOfAnswer(response, error as WireError);
  return { data, headers: response.headers };
}
