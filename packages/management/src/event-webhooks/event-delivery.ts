import { compileCallback, type CompiledCallback } from "@understudy/answering";
import type { NewEventDelivery } from "@understudy/database";
import { type ChangeEvent, encodeMessage, type EventWebhook, policyOf, toStorableText } from "@understudy/domain";
import { createFakerSource, type RenderContext } from "@understudy/templating";
import type { Management } from "../management.ts";
import { createTimeOrderedId } from "./time-ordered-id.ts";

/** What making an event's message takes. */
export type EventMaker = Pick<Management, "sealing" | "guard">;

const faker = createFakerSource();
/** What is sent when a webhook has no body: the event as it is. */
const wholeEvent = "$.event";
/** Of a delivery to our own stubs: nothing called us. */
const firstHop = 1;

/** Makes ready what makes deliveries of one webhook, its secrets sealed. What can't be rendered is a failed delivery. */
export function prepareEventDelivery(
  webhook: EventWebhook,
  maker: EventMaker,
): (event: ChangeEvent) => NewEventDelivery {
  const callback = { body: wholeEvent, ...webhook.callback };
  const common = {
    namespace: webhook.namespace,
    webhookId: webhook.id,
    name: webhook.name,
    ...policyOf(callback),
  };
  let compiled: CompiledCallback | { error: string };
  try {
    compiled = compileCallback(callback, 0, { ...maker, isStrict: false, findFile: () => undefined });
  } catch (error) {
    compiled = { error: messageOf(error) };
  }
  return (event) => {
    const delivery = { ...common, id: createTimeOrderedId(), operation: event.operation };
    if ("error" in compiled) return failed(delivery, compiled.error);
    try {
      const { message, body, lane } = compiled.render(createContext(event), firstHop);
      return {
        ...delivery,
        state: "pending",
        stateReason: null,
        target: lane.target,
        pool: lane.isOwn ? firstHop : 0,
        message: { head: Buffer.from(encodeMessage(message)), body: body && Buffer.from(body) },
      };
    } catch (error) {
      return failed(delivery, messageOf(error));
    }
  };
}

function failed(
  delivery: Omit<NewEventDelivery, "state" | "stateReason" | "target" | "pool" | "message">,
  error: string,
): NewEventDelivery {
  const stateReason = toStorableText(`render: ${error}`);
  return { ...delivery, state: "failed", stateReason, target: "invalid", pool: 0, message: null };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** There is no call: of everything but the event there is nothing. */
function createContext(event: ChangeEvent): RenderContext {
  const nothing: ReadonlyMap<string, unknown> = new Map();
  return {
    request: { body: undefined, headers: {}, query: {}, pathParams: {}, method: "", path: "" },
    namespace: event.namespace ?? "",
    stores: { global: nothing, chain: nothing, mock: nothing },
    // As it will be read: dates as texts.
    event: JSON.parse(JSON.stringify(event)) as unknown,
    faker,
    now: new Date(),
  };
}
