import type { DeliveryDetail } from "../../trpc/delivery-shapes.ts";
import { MethodLabel } from "../method-label.tsx";
import { Facts } from "../section.tsx";
import { BodyView } from "./body-view.tsx";
import { withDeliveryId } from "./curl-command.ts";
import { HeaderList } from "./header-list.tsx";

type Message = NonNullable<DeliveryDetail["message"]>;

/** The message: where it goes, headers with their secrets masked, and the body. */
export function MessageView(props: { message: Message; deliveryId: string }) {
  const { message, deliveryId } = props;
  const { headers, body } = message;
  return (
    <div className="flex flex-col gap-3">
      <Address message={message} deliveryId={deliveryId} />
      {/* AMQP has a property for the id. */}
      <HeaderList headers={message.type === "rabbitmq" ? headers : withDeliveryId(headers, deliveryId)} />
      <BodyView body={body} label="Body of the message" />
    </div>
  );
}

function Address({ message, deliveryId }: { message: Message; deliveryId: string }) {
  switch (message.type) {
    case "http":
      return (
        <>
          <p className="flex min-w-0 items-baseline gap-2">
            <MethodLabel method={message.method} />
            <Value text={message.url} />
          </p>
          {message.signature !== null && <Signature {...message.signature} />}
        </>
      );
    case "kafka":
      return (
        <Facts
          facts={[
            ["Brokers", <Value text={message.brokers.join(", ")} />],
            ["Topic", <Value text={message.topic} />],
            ["Key", message.key === null ? "none" : <Value text={message.key} />],
          ]}
        />
      );
    case "rabbitmq":
      return (
        <Facts
          facts={[
            ["Exchange", message.exchange === "" ? "the default one" : <Value text={message.exchange} />],
            ["Routing key", message.routingKey === "" ? "empty" : <Value text={message.routingKey} />],
            ["Mandatory", message.isMandatory ? "yes: it fails when no queue takes it" : "no"],
            ["Content type", <Value text={message.contentType} />],
            ["Message id", <Value text={deliveryId} />],
          ]}
        />
      );
  }
}

function Signature(props: { scheme: string; headers: readonly string[]; isCorrupt: boolean }) {
  const { scheme, headers, isCorrupt } = props;
  return (
    <p className="text-sm break-words text-ink-soft">
      Signed anew for each attempt: {scheme}
      {isCorrupt && ", wrong on purpose"}, in <code className="font-mono text-xs">{headers.join(", ")}</code>.
    </p>
  );
}

function Value({ text }: { text: string }) {
  return <code className="min-w-0 font-mono text-xs break-all select-all">{text}</code>;
}
