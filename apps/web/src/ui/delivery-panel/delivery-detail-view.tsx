"use client";

import type { ReactNode } from "react";
import type { DeliveryDetail } from "../../trpc/delivery-shapes.ts";
import { CopyButton } from "../copy-button.tsx";
import { StateLabel } from "../deliveries/delivery-state.tsx";
import { describeDelivery, renderAttempts } from "../deliveries/describe-delivery.ts";
import { Moment } from "../moment.tsx";
import { Facts, Section } from "../section.tsx";
import { AttemptTimeline } from "./attempt-timeline.tsx";
import { describeChaos } from "./describe-chaos.ts";
import { renderCurl } from "./curl-command.ts";
import { DeliveryActions } from "./delivery-actions.tsx";
import { DeliveryLink } from "./delivery-link.tsx";
import { listCauses } from "./list-causes.tsx";
import { MessageView } from "./message-view.tsx";

/** What there is to know of a delivery: how it stands, what was tried, what is sent, where it comes from. */
export function DeliveryDetailView({ delivery }: { delivery: DeliveryDetail }) {
  const { sentId, message } = delivery;
  return (
    <div className="flex flex-col gap-6 p-4 sm:p-5">
      <div className="flex flex-col gap-3">
        <p className="flex flex-wrap items-center gap-x-2">
          <StateLabel state={delivery.state} />
          <span className="text-ink-soft">{describeDelivery(delivery)}</span>
        </p>
        <DeliveryActions delivery={delivery} />
      </div>
      <Section title="Attempts">
        <AttemptTimeline delivery={delivery} />
      </Section>
      {message !== null && message.chaos.length > 0 && (
        <Section title="Chaos">
          <ul className="flex flex-col gap-1 text-sm">
            {message.chaos.map((effect) => (
              <li key={effect.kind} className="break-words">
                {describeChaos(effect)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {message !== null && (
        <Section
          title="Message, as every attempt sends it"
          action={
            message.type === "http" && (
              <CopyButton text={renderCurl(message, sentId)} label="Copy as curl" what="The curl line" />
            )
          }
        >
          <MessageView message={message} deliveryId={sentId} />
        </Section>
      )}
      <Section title="Where it comes from">
        <Origin delivery={delivery} />
      </Section>
    </div>
  );
}

function Origin({ delivery }: { delivery: DeliveryDetail }) {
  const { id, redeliveryOf, createdAt, finishedAt } = delivery;
  return (
    <Facts
      facts={[
        ...listCauses(delivery),
        ["Delivery", <Id text={id} />],
        ...redelivery(redeliveryOf),
        ["Attempts", renderAttempts(delivery)],
        ["Created", <Moment at={createdAt} />],
        ["Finished", finishedAt === null ? "not yet" : <Moment at={finishedAt} />],
      ]}
    />
  );
}

/** It went to another target: the way to what was sent first. */
function redelivery(firstId: string | null): [string, ReactNode][] {
  return firstId === null ? [] : [["Redelivery of", <DeliveryLink id={firstId} />]];
}

function Id({ text }: { text: string }) {
  return <code className="font-mono text-xs break-all select-all">{text}</code>;
}
