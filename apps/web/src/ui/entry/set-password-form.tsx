"use client";

import Link from "next/link";
import { textLinkClass } from "../text-link.ts";
import { EntryForm, newPasswordField } from "./entry-form.tsx";
import { postEntry } from "./post-entry.ts";

/** Chooses a password by a link. */
export function SetPasswordForm({ token }: { token: string }) {
  return (
    <EntryForm
      fields={[{ ...newPasswordField, autoFocus: true }]}
      submitText="Set password"
      busyText="Setting…"
      send={(values) => postEntry("set-password", { token, new_password: values["new_password"] })}
      done={
        <p className="mt-3 text-ink-soft">
          Your password is set.{" "}
          <Link href="/ui/sign-in" className={textLinkClass}>
            Sign in with it
          </Link>
          .
        </p>
      }
    />
  );
}
