import type { DeliveryDetail } from "../../trpc/delivery-shapes.ts";
import { MethodLabel } from "../method-label.tsx";
import { BodyView } from "./body-view.tsx";
import { withDeliveryId } from "./curl-command.ts";
import { HeaderList } from "./header-list.tsx";

/** The message: method, URL, headers with their secrets masked, and the body. */
export function MessageView(props: { message: NonNullable<DeliveryDetail["message"]>; deliveryId: string }) {
  const { method, url, headers, body } = props.message;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex min-w-0 items-baseline gap-2">
        <MethodLabel method={method} />
        <code className="min-w-0 font-mono text-xs break-all select-all">{url}</code>
      </p>
      <HeaderList headers={withDeliveryId(headers, props.deliveryId)} />
      <BodyView body={body} label="Body of the message" />
    </div>
  );
}
