"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { mocksPerPage } from "../../trpc/mock-shapes.ts";
import { Button } from "../button.tsx";
import type { MocksAddressControl } from "./use-mocks-address.ts";

const number = new Intl.NumberFormat("en");

/** Which part of all mocks this is, and the way to the parts before and after. */
export function MocksPager({ total, address }: { total: number; address: MocksAddressControl }) {
  const { page } = address;
  const first = (page - 1) * mocksPerPage + 1;
  const last = Math.min(page * mocksPerPage, total);
  const pageLast = Math.ceil(total / mocksPerPage);
  const range = total <= mocksPerPage ? "" : `${number.format(first)}–${number.format(last)} of `;

  return (
    <nav aria-label="Pages" className="mt-3 flex items-center justify-between gap-4 text-sm text-ink-soft">
      <p role="status" className="tabular-nums">
        {range}
        {number.format(total)} {total === 1 ? "mock" : "mocks"}
      </p>
      {pageLast > 1 && (
        <div className="flex gap-2">
          <PageButton isPossible={page > 1} onClick={() => address.go({ page: page - 1 })}>
            <ChevronLeft size={14} aria-hidden="true" />
            Previous
          </PageButton>
          <PageButton isPossible={page < pageLast} onClick={() => address.go({ page: page + 1 })}>
            Next
            <ChevronRight size={14} aria-hidden="true" />
          </PageButton>
        </div>
      )}
    </nav>
  );
}

/** It stays in the tab order where there is no further page, so that the focus is not lost on the last one. */
function PageButton({
  isPossible,
  onClick,
  children,
}: {
  isPossible: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Button
      aria-disabled={!isPossible}
      onClick={() => {
        if (isPossible) onClick();
      }}
      className="aria-disabled:cursor-default aria-disabled:text-ink-faint aria-disabled:hover:border-line aria-disabled:hover:bg-surface"
    >
      {children}
    </Button>
  );
}
