import type { BenchRequest } from "../bench-request.ts";
import { greeting, type PeerMock } from "./peer.ts";

/** So many of the requests are looked at, spread over all. */
const lookedAt = 20;

/** Throws unless the answers are those of the mocks, and nothing is answered that no mock is for: a wrong answer's speed says nothing. */
export async function verifyAnswers(
  origin: string,
  { kind, requests }: { kind: PeerMock["kind"]; requests: readonly BenchRequest[] },
): Promise<void> {
  const step = Math.max(1, Math.floor(requests.length / lookedAt));
  for (const request of requests.filter((_, index) => index % step === 0)) {
    const { status, text } = await ask(origin, request);
    const isRight = status === 200 && (kind === "payment" ? isPayment(text) : isGreeting(text));
    if (!isRight) throw new Error(`its answer to ${request.path} is ${status} ${text.slice(0, 200)}`);
  }
  const [first] = requests;
  if (first === undefined) return;
  const other = { ...first, path: kind === "payment" ? first.path : `${first.path}/other` };
  const { status } = await ask(origin, { ...other, body: first.body.replace("Ada", "Eve") });
  if (status === 200) throw new Error("it answers what no mock is for");
}

async function ask(origin: string, { method, path, headers, body }: BenchRequest) {
  const content = body === "" ? {} : { body };
  const response = await fetch(origin + path, { method, headers, ...content, signal: AbortSignal.timeout(10_000) });
  return { status: response.status, text: await response.text() };
}

function isGreeting(text: string): boolean {
  return JSON.stringify(parse(text)) === greeting;
}

function isPayment(text: string): boolean {
  const { id, amount, currency, status } = parse(text) as Record<string, unknown>;
  const isUuid = typeof id === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  return isUuid && amount === 2500 && currency === "usd" && status === "succeeded";
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
