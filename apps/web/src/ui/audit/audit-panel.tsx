"use client";

import type { ReactNode } from "react";
import type { AuditRow } from "../../trpc/audit-shapes.ts";
import { JsonView } from "../json-view.tsx";
import { Moment } from "../moment.tsx";
import { SidePanel } from "../side-panel.tsx";
import { DeniedLabel } from "./audit-table.tsx";
import { type ChangedPart, diffStates } from "./diff-states.ts";

/** One entry: who, when, from where, and what was before and after. */
export function AuditPanel({ row, onClose }: { row: AuditRow; onClose: () => void }) {
  const { author, resource } = row;
  return (
    <SidePanel title={row.operation} listName="Audit trail" onClose={onClose}>
      <div className="flex flex-col gap-5 p-4 sm:p-5">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
          <Fact name="When">
            <Moment at={row.at} />
          </Fact>
          <Fact name="Outcome">{row.isDone ? "done" : <DeniedLabel times={row.times} />}</Fact>
          {row.reason !== null && <Fact name="Why">{row.reason}</Fact>}
          <Fact name="Who">{author.kind === "job" ? `the job ${author.name}` : author.name}</Fact>
          {author.address !== null && <Fact name="From">{author.address}</Fact>}
          {author.tokenId !== null && <Fact name="API token">{author.tokenId}</Fact>}
          {author.sessionId !== null && <Fact name="Session">{author.sessionId}</Fact>}
          <Fact name="Namespace">{row.namespace ?? "the installation"}</Fact>
          <Fact name="Of what">
            {resource.type} {resource.name ?? ""} <span className="text-ink-soft">{resource.id}</span>
          </Fact>
          <Fact name="Seal">{row.number === null ? "waits to be sealed" : `number ${row.number}`}</Fact>
        </dl>
        <States before={row.before} after={row.after} />
      </div>
    </SidePanel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{name}</dt>
      <dd className="min-w-0 break-all">{children}</dd>
    </>
  );
}

function States({ before, after }: { before: unknown; after: unknown }) {
  const parts = diffStates(before, after);
  if (parts !== null && parts.length > 0) return parts.map((part) => <Part key={part.name} part={part} />);
  return (
    <>
      {before !== null && <State title="Before" value={before} />}
      {after !== null && <State title="After" value={after} />}
    </>
  );
}

function Part({ part: { name, before, after } }: { part: ChangedPart }) {
  return (
    <section aria-label={name}>
      <h3 className="font-mono text-sm font-medium">{name}</h3>
      <div className="mt-1.5 flex flex-col gap-2">
        {before !== undefined && <State title="Before" of={name} value={before} />}
        {after !== undefined && <State title="After" of={name} value={after} />}
      </div>
    </section>
  );
}

function State({ title, of = "", value }: { title: "Before" | "After"; of?: string; value: unknown }) {
  return (
    <div>
      <p className={`mb-1 text-xs font-medium ${title === "Before" ? "text-danger" : "text-ink-soft"}`}>{title}</p>
      <JsonView json={JSON.stringify(value, null, 2)} label={`${title} ${of}`.trim()} />
    </div>
  );
}
