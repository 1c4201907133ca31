"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { MockDetail } from "../../trpc/mock-shapes.ts";
import { CommandLine } from "../command-line.tsx";
import { CopyButton } from "../copy-button.tsx";
import { noDeliveriesFilter, renderDeliveriesAddress } from "../deliveries/deliveries-address.ts";
import { JsonView } from "../json-view.tsx";
import { MethodLabel } from "../method-label.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { Facts, Section } from "../section.tsx";
import { Tags } from "../tags.tsx";
import { textLinkClass } from "../text-link.ts";
import { renderStubCommand, renderStubUrl } from "./stub-command.ts";

/** What there is to know of a mock: how to call it, how it answers, its definition. */
export function MockDetailView({ mock, origin }: { mock: MockDetail; origin: string }) {
  const json = JSON.stringify(mock.definition, null, 2);
  const url = renderStubUrl(mock, origin);
  return (
    <div className="flex flex-col gap-6 p-4 sm:p-5">
      <Section title="Call it">
        {url === null ? (
          <p className="text-ink-soft">This mock is kept and returned, but only HTTP mocks are served.</p>
        ) : (
          <>
            <p className="mb-2 flex min-w-0 items-baseline gap-2">
              <MethodLabel method={mock.method} />
              <code className="min-w-0 font-mono text-xs break-all select-all">{url}</code>
            </p>
            <CommandLine command={renderStubCommand(mock.method, url)} label="Copy as curl" what="The curl line" />
          </>
        )}
      </Section>
      <Section title="In short">
        <MockFacts mock={mock} />
      </Section>
      <Section title="Definition" action={<CopyButton text={json} label="Copy JSON" what="The definition" />}>
        <JsonView json={json} label="Definition as JSON" />
      </Section>
    </div>
  );
}

function MockFacts({ mock }: { mock: MockDetail }) {
  const facts: [string, ReactNode][] = [
    ["Answer", <span className="font-mono text-xs">{mock.answer ?? "–"}</span>],
    ["Callbacks", <CallbackCount mock={mock} />],
    ["Tags", <Tags tags={mock.tags} shownMax={Infinity} />],
    ["Updated", <RelativeTime at={mock.updatedAt} />],
    ["Created", <RelativeTime at={mock.createdAt} />],
    ["Expires", mock.expireAt === null ? "never" : <RelativeTime at={mock.expireAt} />],
    ["Saved", mock.version === 1 ? "once" : `${mock.version} times`],
  ];
  return <Facts facts={facts} />;
}

function CallbackCount({ mock: { namespace, id, callbackCount } }: { mock: MockDetail }) {
  if (callbackCount === 0) return "none";
  return (
    <>
      {callbackCount},{" "}
      <Link
        href={`/ui/${namespace}/deliveries${renderDeliveriesAddress({ ...noDeliveriesFilter, mock: id })}`}
        className={textLinkClass}
      >
        see its deliveries
      </Link>
    </>
  );
}
