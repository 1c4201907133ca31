import { type ApiDocument, createDocumentCheck, type DocumentCheck } from "../test/api-document.ts";

/**
 * Every call of the API that a test makes is compared with the OpenAPI document of the product that it called: a status, a body or an
 * accepted request that is not documented fails the test. The Playwright configuration loads this into every worker.
 */
const plainFetch = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const method = init?.method ?? (input instanceof Request ? input.method : "GET");
  const isApiCall = /^\/(api\/v1\/|health(\/|$))/.test(url.pathname) && method !== "OPTIONS";
  if (!isApiCall) return plainFetch(input, init);
  const requestBody = typeof init?.body === "string" ? init.body : undefined;
  const response = await plainFetch(input, init);
  const check = await findCheck(url.origin);
  if (check === null) return response;
  const contentType = response.headers.get("content-type");
  const isStream = contentType?.startsWith("text/event-stream") ?? false;
  const problems = check.findProblems({
    ...{ method, url, requestBody, status: response.status, contentType },
    answer: isStream ? undefined : await response.clone().text(),
  });
  if (problems.length === 0) return response;
  throw new Error(`${method} ${url.pathname}${url.search} is not as its document says: ${problems.join("; ")}`);
};

/** By origin. All that are started from one folder say the same, but a test may well start something else there. */
const checks = new Map<string, DocumentCheck>();

/** Null: this is not the product, or it went away meanwhile, as it does in the tests that kill it. */
async function findCheck(origin: string): Promise<DocumentCheck | null> {
  const known = checks.get(origin);
  if (known !== undefined) return known;
  try {
    const response = await plainFetch(`${origin}/api/v1/openapi.json`);
    if (!response.ok) return null;
    const check = createDocumentCheck((await response.json()) as ApiDocument);
    checks.set(origin, check);
    return check;
  } catch {
    return null;
  }
}
