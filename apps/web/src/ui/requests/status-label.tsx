import { CircleCheck, CircleSlash, CircleX } from "lucide-react";

/** The status of an answer: icon and number, and a colour that neither is needed for. */
export function StatusLabel({ status, isMatched }: { status: number; isMatched: boolean }) {
  const { Icon, className } = lookOf(status, isMatched);
  return (
    <span
      className={`inline-flex items-center gap-1.5 align-middle font-medium whitespace-nowrap tabular-nums ${className}`}
    >
      <Icon size={14} className="shrink-0" aria-hidden="true" />
      {status}
    </span>
  );
}

/** A mock may answer with an error on purpose; that none matched is the more urgent news. */
function lookOf(status: number, isMatched: boolean) {
  if (!isMatched) return { Icon: CircleX, className: "text-danger" };
  return status >= 400
    ? { Icon: CircleSlash, className: "text-code-text" }
    : { Icon: CircleCheck, className: "text-accent" };
}
