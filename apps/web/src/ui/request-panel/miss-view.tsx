import type { RequestDetail } from "../../trpc/request-shapes.ts";
import { MethodLabel } from "../method-label.tsx";

/** Why no mock matched, and what the nearest ones wanted. */
export function MissView({ miss }: { miss: NonNullable<RequestDetail["miss"]> }) {
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p className="break-words">{sentenceOf(miss.why)}</p>
      {miss.nearest.length > 0 && (
        <ul className="flex flex-col gap-2">
          {miss.nearest.map(({ mockId, method, route, failed }) => (
            <li key={mockId} className="rounded-md border border-line p-3">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium break-all">{mockId}</span>
                <span className="break-all text-ink-soft">
                  <MethodLabel method={method ?? "any"} /> <span className="font-mono text-xs">{route}</span>
                </span>
              </p>
              <ul className="mt-1 list-disc pl-5 text-ink-soft">
                {failed.map(({ reason }) => (
                  <li key={reason} className="break-words">
                    {reason}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function sentenceOf(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
