"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "../../trpc/provider.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { Facts } from "../section.tsx";
import { textLinkClass } from "../text-link.ts";
import { AccountSection } from "./account-section.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SessionList } from "./session-list.tsx";

/** One's own account: who one is, the password, and where one is signed in. */
export function AccountView() {
  const trpc = useTRPC();
  const account = useQuery(trpc.account.get.queryOptions());
  if (account.isError) return <QueryFailure error={account.error} onRetry={() => void account.refetch()} />;
  const { login = "", email = null, systemRole = "", namespaces = [] } = account.data ?? {};
  return (
    <div className="mt-6 flex max-w-2xl flex-col gap-8">
      <AccountSection title="Profile">
        <Facts
          facts={[
            ["Login", login],
            ["E-mail", email ?? "none"],
            ["System role", systemRole],
            ["Namespaces", namespaces.length === 0 ? "none yet" : namespaces.join(", ")],
          ]}
        />
        <p className="mt-3 text-sm text-ink-soft">
          See also your{" "}
          <Link href="/ui/account/second-factor" className={textLinkClass}>
            second factor
          </Link>{" "}
          and your{" "}
          <Link href="/ui/account/tokens" className={textLinkClass}>
            API tokens
          </Link>
          .
        </p>
      </AccountSection>
      <AccountSection title="Password">
        <PasswordForm />
      </AccountSection>
      <AccountSection title="Where you are signed in">
        <SessionList />
      </AccountSection>
    </div>
  );
}
