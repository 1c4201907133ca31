// What Node itself takes for an answer: a server that knows one answer and nothing else. Run as a process of its own, which tells its
// parent the port and ends with it. Arguments: the kind of answer, and what it says (see start-bare-server.ts).
import { randomUUID } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { BareAnswer, BareKind } from "./start-bare-server.ts";

const [kind, text = "{}"] = process.argv.slice(2);
const answer = JSON.parse(text) as BareAnswer;

const answerFixed: RequestListener = (request, response) => {
  request.resume();
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
};

const answerParsed = (render: (body: unknown) => string): RequestListener => {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
      response.writeHead(answer.status, answer.headers);
      response.end(render(body));
    });
  };
};

const renderPayment = (body: unknown): string => {
  const { amount, currency } = body as { amount: number; currency: string };
  return JSON.stringify({ id: randomUUID(), amount, currency, status: "succeeded" });
};

const listeners: Record<BareKind, RequestListener> = {
  fixed: answerFixed,
  parsed: answerParsed(() => answer.body),
  payment: answerParsed(renderPayment),
};

const server = createServer(listeners[kind as BareKind]);
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());
