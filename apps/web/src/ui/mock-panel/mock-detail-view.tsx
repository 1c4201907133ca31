"use client";

import type { ReactNode } from "react";
import type { MockDetail } from "../../trpc/mock-shapes.ts";
import { CommandLine } from "../command-line.tsx";
import { CopyButton } from "../copy-button.tsx";
import { JsonView } from "../json-view.tsx";
import { MethodLabel } from "../method-label.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { Tags } from "../tags.tsx";
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
        <Facts mock={mock} />
      </Section>
      <Section title="Definition" action={<CopyButton text={json} label="Copy JSON" what="The definition" />}>
        <JsonView json={json} label="Definition as JSON" />
      </Section>
    </div>
  );
}

function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <div className="mb-2 flex items-center justify-between gap-2">
        <h3 className="text-sm font-medium text-ink-soft">{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}

function Facts({ mock }: { mock: MockDetail }) {
  const facts: [string, ReactNode][] = [
    ["Answer", <span className="font-mono text-xs">{mock.answer ?? "–"}</span>],
    ["Callbacks", mock.callbackCount],
    ["Tags", <Tags tags={mock.tags} shownMax={Infinity} />],
    ["Updated", <RelativeTime at={mock.updatedAt} />],
    ["Created", <RelativeTime at={mock.createdAt} />],
    ["Expires", mock.expireAt === null ? "never" : <RelativeTime at={mock.expireAt} />],
    ["Saved", mock.version === 1 ? "once" : `${mock.version} times`],
  ];
  return (
    <dl className="grid grid-cols-[6rem_1fr] gap-x-4 gap-y-1.5 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-faint">{name}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
