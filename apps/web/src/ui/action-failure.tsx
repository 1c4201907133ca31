import { describeFailure } from "../trpc/describe-failure.ts";

/** Why something could not be done, beside the button that was pressed. */
export function ActionFailure({ error }: { error: unknown }) {
  const { message, requestId } = describeFailure(error);
  return (
    <p role="alert" className="mt-3 rounded-md bg-danger-soft px-3 py-2 text-sm break-words">
      {message} {requestId !== undefined && <span className="text-ink-soft">Request id: {requestId}</span>}
    </p>
  );
}
