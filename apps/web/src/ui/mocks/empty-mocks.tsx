"use client";

import { SearchX } from "lucide-react";
import { Button } from "../button.tsx";
import { CommandLine } from "../command-line.tsx";
import { Notice } from "../notice.tsx";
import { renderCreateCommand, renderLoginCommand } from "./first-mock-commands.ts";
import type { MocksAddressControl } from "./use-mocks-address.ts";

/** Nothing here yet: the way to the first mock, ready to paste. The list appears by itself when it is made. */
export function EmptyMocks({
  namespace,
  origin,
  needsToken,
}: {
  namespace: string;
  origin: string;
  needsToken: boolean;
}) {
  const steps = [
    ...(needsToken
      ? [{ title: "Get a token, with your own login and password", command: renderLoginCommand(origin) }]
      : []),
    { title: "Make a mock", command: renderCreateCommand({ origin, namespace, needsToken }) },
    { title: "Call it", command: `curl '${origin}/stubs/${namespace}/hello'` },
  ];
  return (
    <section aria-labelledby="first-mock" className="max-w-4xl rounded-lg border border-line bg-surface p-5 sm:p-8">
      <h2 id="first-mock" className="text-lg font-semibold">
        Make your first mock
      </h2>
      <p className="mt-1 max-w-prose text-ink-soft">
        Nothing stands in for anything yet. Paste these lines into a terminal; the mock shows up here by itself.
      </p>
      <ol className="mt-6 flex flex-col gap-5">
        {steps.map(({ title, command }, index) => (
          <li key={title} className="min-w-0">
            <h3 className="mb-2 flex items-center gap-2 text-sm font-medium">
              <span className="grid size-5 place-items-center rounded-full bg-accent-soft text-xs text-accent-strong tabular-nums">
                {index + 1}
              </span>
              {title}
            </h3>
            <CommandLine command={command} label="Copy" what={title} />
          </li>
        ))}
      </ol>
      {needsToken && (
        <p className="mt-5 text-sm text-ink-faint">
          That token is a session of 24 hours. For programs, make a lasting one with{" "}
          <code className="font-mono whitespace-nowrap">POST /api/v1/auth/tokens</code>; it is shown once.
        </p>
      )}
    </section>
  );
}

/** There are mocks, but not with this search or on this page. */
export function NoMatchingMocks({ address }: { address: MocksAddressControl }) {
  const isSearch = address.search !== "";
  return (
    <div role="status">
      <Notice
        icon={<SearchX className="text-ink-faint" aria-hidden="true" />}
        title={isSearch ? `No mock matches “${address.search}”` : "This page is empty"}
      >
        <p>
          {isSearch
            ? "The search looks at part of an id or a route, and at whole tags."
            : "There are fewer mocks than this page would need."}
        </p>
        <Button onClick={() => address.go({ search: "", page: 1 })}>
          {isSearch ? "Clear the search" : "Go to the first page"}
        </Button>
      </Notice>
    </div>
  );
}
