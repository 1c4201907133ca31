"use client";

import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, type SubmitEvent, useId, useState } from "react";
import { Button } from "../button.tsx";
import { TextField } from "../sign-in/text-field.tsx";
import { useHydrated } from "../sign-in/use-hydrated.ts";

export type EntryField = { label: string; name: string } & Omit<ComponentProps<"input">, "name">;

/** A form of a few fields. `send` does it and says why it could not, or null; then `done` stands in its place. */
export function EntryForm(props: {
  fields: readonly EntryField[];
  submitText: string;
  busyText: string;
  send: (values: Record<string, string>) => Promise<string | null>;
  done: ReactNode;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const [state, setState] = useState<"open" | "busy" | "done">("open");
  const problemId = useId();
  const isReady = useHydrated();

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (state === "busy") return;
    const form = new FormData(event.currentTarget);
    const values = Object.fromEntries(
      [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    );
    setState("busy");
    const failure = await props.send(values);
    setProblem(failure);
    setState(failure === null ? "done" : "open");
  };

  if (state === "done") return <div role="status">{props.done}</div>;
  return (
    // Even should the browser send it by itself, a password must never get into the address.
    <form method="post" onSubmit={(event) => void submit(event)} className="mt-5 flex flex-col gap-4">
      <div id={problemId} role="alert">
        {problem !== null && (
          <p className="appear flex gap-2 rounded-md bg-danger-soft px-3 py-2 text-sm">
            <CircleAlert size={16} className="mt-0.5 shrink-0 text-danger" aria-hidden="true" />
            <span className="min-w-0 break-words">{problem}</span>
          </p>
        )}
      </div>
      {props.fields.map((field) => (
        <TextField key={field.name} required {...field} describedBy={problemId} isWrong={problem !== null} />
      ))}
      <Button type="submit" look="primary" disabled={!isReady} aria-disabled={state === "busy"} className="mt-1 h-9">
        {state === "busy" ? props.busyText : props.submitText}
      </Button>
    </form>
  );
}

/** A password that is to be chosen. */
export const newPasswordField: EntryField = {
  label: "New password, at least 8 characters",
  name: "new_password",
  type: "password",
  autoComplete: "new-password",
  minLength: 8,
};
