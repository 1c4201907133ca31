import Link from "next/link";
import type { ReactNode } from "react";
import type { DeliveryDetail } from "../../trpc/delivery-shapes.ts";
import { CallbackType } from "../deliveries/callback-type.tsx";
import { webhooksPath } from "../event-webhooks/webhooks-path.ts";
import { textLinkClass } from "../text-link.ts";

type Fact = [string, ReactNode];

/** What made a delivery: the call of a mock, or a change that an event webhook asks for. */
export function listCauses(delivery: DeliveryDetail): Fact[] {
  const { namespace, mockId, mockVersion, requestId, webhookId, operation, callback } = delivery;
  const causes: Fact[] = [];
  if (webhookId !== null) {
    causes.push(
      [
        "Event webhook",
        <Link href={`${webhooksPath(namespace)}#${webhookId}`} className={`break-all ${textLinkClass}`}>
          {callback.name ?? webhookId}
        </Link>,
      ],
      ["Event", operation],
    );
  }
  if (mockId !== null) {
    causes.push(
      [
        "Mock",
        <>
          <Link href={hrefOf(namespace, "mocks", { mock: mockId })} className={`break-all ${textLinkClass}`}>
            {mockId}
          </Link>
          , version {mockVersion}
        </>,
      ],
      [
        "Callback",
        <>
          {callback.name ?? `number ${callback.index + 1}`}, <CallbackType type={callback.type} />
        </>,
      ],
    );
  }
  if (requestId !== null) {
    causes.push([
      "Request",
      <Link
        href={hrefOf(namespace, "requests", { request: requestId })}
        className={`font-mono text-xs break-all ${textLinkClass}`}
      >
        {requestId}
      </Link>,
    ]);
  }
  return causes;
}

function hrefOf(namespace: string, page: string, search: Record<string, string>): string {
  return `/ui/${namespace}/${page}?${new URLSearchParams(search).toString()}`;
}
