import type { RabbitMqMessage } from "@understudy/domain";
import { explainSocketError } from "@understudy/egress";
import type { ErrorClass } from "./error-class.ts";

/** The broker gave a mandatory message back: no queue takes it. */
export class Returned extends Error {
  override readonly name = "Returned";
}

/** Classes what the library throws, with a sentence for people. */
export function explainRabbitMqError(
  error: unknown,
  message: RabbitMqMessage,
): { errorClass: ErrorClass; error: string } {
  if (!(error instanceof Error)) return { errorClass: "protocol", error: String(error) };
  if (error instanceof Returned) {
    return { errorClass: "route", error: `The broker returned the message: ${explainReturn(message)}.` };
  }
  // The library keeps the reason to itself; of opening a virtual host there is only one.
  if (/Expected ConnectionOpenOk; got <ConnectionClose/.test(error.message)) {
    const error = `The broker has no virtual host ${JSON.stringify(message.virtualHost)}, or none for this user.`;
    return { errorClass: "login", error };
  }
  const said = findReply(error);
  if (said !== null) return { errorClass: classOfReply(said.code), error: `The broker refused it (${said.text}).` };
  // Headers are a table of at most 64 KiB to the library.
  if (error instanceof RangeError)
    return { errorClass: "header", error: `The headers can't be sent (${error.message}).` };
  return explainSocketError(error, message.isTls);
}

function explainReturn({ exchange, routingKey }: RabbitMqMessage): string {
  const where =
    exchange === "" ? "there is no queue" : `no queue is bound to the exchange ${JSON.stringify(exchange)} for`;
  return `${where} ${JSON.stringify(routingKey)}`;
}

/** What the broker said when it closed the channel or the connection: the library has it as text only. */
function findReply(error: Error): { code: number; text: string } | null {
  const [, code, text] = /(\d{3}) \([A-Z-]+\) with message "(.*)"/s.exec(error.message) ?? [];
  return code === undefined || text === undefined ? null : { code: Number(code), text };
}

/** Reply codes of AMQP 0-9-1. */
function classOfReply(code: number): ErrorClass {
  switch (code) {
    case 403:
    case 530:
      return "login";
    case 404:
      return "route";
    case 311:
      return "size";
    case 320:
      return "closed";
    default:
      return "status";
  }
}
