"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

/** What is shown instead of a page that failed. */
export function FailurePage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <h1 className="sr-only">This page could not be shown</h1>
      <Notice
        icon={<TriangleAlert className="text-danger" aria-hidden="true" />}
        title="This page could not be shown"
        requestId={findDigest(error)}
      >
        <p>Something went wrong on our side. Try again; if it stays, look into the log for the request id.</p>
        <Button look="primary" onClick={retry}>
          Try again
        </Button>
      </Notice>
    </main>
  );
}

/** Pages throw with the request id as digest (server/carry-request-id.ts). */
function findDigest(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : undefined;
}
