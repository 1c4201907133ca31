"use client";

import Link from "next/link";
import type { RequestDetail } from "../../trpc/request-shapes.ts";
import { BodyView } from "../delivery-panel/body-view.tsx";
import { HeaderList } from "../delivery-panel/header-list.tsx";
import { deliveriesPath } from "../event-webhooks/webhooks-path.ts";
import { Moment } from "../moment.tsx";
import { StatusLabel } from "../requests/status-label.tsx";
import { Facts, Section } from "../section.tsx";
import { textLinkClass } from "../text-link.ts";
import { MissView } from "./miss-view.tsx";
import { StepList } from "./step-list.tsx";

/** What there is to know of a call: what became of it, what came in, what was answered. */
export function RequestDetailView({ request }: { request: RequestDetail }) {
  const { response, miss } = request;
  return (
    <div className="flex flex-col gap-6 p-4 sm:p-5">
      <p className="flex flex-wrap items-center gap-x-2">
        <StatusLabel status={response.status} isMatched={request.mockId !== null} />
        <span className="text-ink-soft">after {request.durationMs} ms</span>
      </p>
      {miss !== null && (
        <Section title="Why no mock matched">
          <MissView miss={miss} />
        </Section>
      )}
      <Section title="Timeline">
        <StepList request={request} />
      </Section>
      <Section title="Request">
        <Part
          headers={request.headers}
          body={request.body}
          isCut={request.isBodyTruncated}
          label="Body of the request"
        />
      </Section>
      <Section title="Answer">
        <Part
          headers={response.headers}
          body={response.body}
          isCut={response.isBodyTruncated}
          label="Body of the answer"
        />
      </Section>
      <Section title="Where it comes from">
        <Origin request={request} />
      </Section>
    </div>
  );
}

function Part(props: {
  headers: RequestDetail["headers"];
  body: RequestDetail["body"];
  isCut: boolean;
  label: string;
}) {
  return (
    <div className="flex flex-col gap-3">
      <HeaderList headers={props.headers} />
      <BodyView body={props.body} label={props.label} />
      {props.isCut && <p className="text-xs text-ink-faint">Only the first 64 KiB are kept.</p>}
    </div>
  );
}

function Origin({ request }: { request: RequestDetail }) {
  const { id, namespace, mockId, match, address, receivedAt, query, causedBy } = request;
  return (
    <Facts
      facts={[
        [
          "Mock",
          mockId === null ? (
            "none"
          ) : (
            <>
              <Link
                href={`/ui/${namespace}/mocks?${new URLSearchParams({ mock: mockId }).toString()}`}
                className={`break-all ${textLinkClass}`}
              >
                {mockId}
              </Link>
              {match !== null && `, version ${match.version}`}
            </>
          ),
        ],
        ...(query === "" ? [] : [["Query", <code className="font-mono text-xs break-all">{query}</code>] as const]),
        ["Received", <Moment at={receivedAt} />],
        ["From", address],
        ["Request", <code className="font-mono text-xs break-all select-all">{id}</code>],
        ...(causedBy === null
          ? []
          : [
              [
                "Caused by",
                <Link
                  href={`${deliveriesPath(causedBy.namespace)}?${new URLSearchParams({ delivery: causedBy.deliveryId }).toString()}`}
                  className={textLinkClass}
                >
                  a delivery of this installation
                </Link>,
              ] as const,
            ]),
      ]}
    />
  );
}
