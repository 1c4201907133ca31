"use client";

import { TriangleAlert } from "lucide-react";
import { describeFailure } from "../../trpc/describe-failure.ts";
import { Button } from "../button.tsx";
import { Notice } from "../notice.tsx";

/** Stands where data would be that could not be had. */
export function QueryFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { message, requestId } = describeFailure(error);
  return (
    <div role="alert">
      <Notice
        icon={<TriangleAlert className="text-danger" aria-hidden="true" />}
        title="This could not be loaded"
        requestId={requestId}
      >
        <p>{message}</p>
        <Button onClick={onRetry}>Try again</Button>
      </Notice>
    </div>
  );
}
