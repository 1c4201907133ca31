"use client";

import { EntryForm } from "./entry-form.tsx";
import { postEntry } from "./post-entry.ts";

/** Has a link mailed. */
export function ForgottenPasswordForm() {
  return (
    <EntryForm
      fields={[{ label: "E-mail address", name: "email", type: "email", autoComplete: "email", autoFocus: true }]}
      submitText="Mail me a link"
      busyText="Asking…"
      send={(values) => postEntry("forgot-password", { email: values["email"] })}
      done={
        <p className="mt-3 text-ink-soft">
          If there is an account with this address, a mail with a link is on its way. The link works for an hour.
        </p>
      }
    />
  );
}
