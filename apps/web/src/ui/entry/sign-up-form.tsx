"use client";

import Link from "next/link";
import { textLinkClass } from "../text-link.ts";
import { EntryForm, newPasswordField } from "./entry-form.tsx";
import { postEntry } from "./post-entry.ts";

/** Makes an account for whoever fills it in. */
export function SignUpForm() {
  return (
    <EntryForm
      fields={[
        {
          label: "Login",
          name: "login",
          autoComplete: "username",
          autoCapitalize: "none",
          spellCheck: false,
          autoFocus: true,
        },
        { label: "E-mail address (optional)", name: "email", type: "email", autoComplete: "email", required: false },
        { ...newPasswordField, label: "Password, at least 8 characters", name: "password" },
      ]}
      submitText="Make account"
      busyText="Making…"
      send={(values) => postEntry("sign-up", values)}
      done={
        <p className="mt-3 text-ink-soft">
          Your account is made. An owner of a namespace has to let you in; until then you see none.{" "}
          <Link href="/ui/sign-in" className={textLinkClass}>
            Sign in
          </Link>
          .
        </p>
      }
    />
  );
}
