import { type ComponentProps, useId } from "react";
import { TextField } from "../sign-in/text-field.tsx";

/** A line of text with what is wrong with it, and else what to know of it. */
export function ProblemField({
  problem,
  help,
  ...props
}: Omit<ComponentProps<typeof TextField>, "describedBy" | "isWrong"> & { problem: string | null; help?: string }) {
  const noteId = useId();
  return (
    <div>
      <TextField {...props} describedBy={noteId} isWrong={problem !== null} />
      <p
        id={noteId}
        role={problem === null ? undefined : "alert"}
        className={`mt-1 text-sm break-words ${problem === null ? "text-ink-soft" : "text-danger"}`}
      >
        {problem ?? help}
      </p>
    </div>
  );
}
