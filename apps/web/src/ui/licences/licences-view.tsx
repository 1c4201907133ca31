"use client";

import { useQuery } from "@tanstack/react-query";
import { BadgeCheck } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { Button } from "../button.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { Notice } from "../notice.tsx";
import { useHydrated } from "../sign-in/use-hydrated.ts";
import { KeyDialog } from "./key-dialog.tsx";
import { LicenceDialog } from "./licence-dialog.tsx";
import { LicencesTable } from "./licences-table.tsx";
import { StandingCard } from "./standing-card.tsx";

/** What limits the installation, how much of it is used, and the licences. Support looks at it; admins change it. */
export function LicencesView() {
  const trpc = useTRPC();
  const isReady = useHydrated();
  const [open, setOpen] = useState<"activate" | { id: string } | null>(null);
  const overview = useQuery(trpc.licences.overview.queryOptions());
  const { data } = overview;
  if (data === undefined) {
    if (overview.error === null) return <p className="mt-4 text-ink-soft">Loading…</p>;
    return <QueryFailure error={overview.error} onRetry={() => void overview.refetch()} />;
  }

  const { standing, usage, licences, mayChange } = data;
  const shown = typeof open === "object" && open !== null ? licences.find(({ id }) => id === open.id) : undefined;
  const close = (): void => setOpen(null);
  const activate = (
    <Button look="primary" disabled={!isReady} onClick={() => setOpen("activate")}>
      Activate a license
    </Button>
  );
  return (
    <div className="@container mt-4 flex flex-col gap-6">
      <StandingCard standing={standing} usage={usage} />
      {licences.length === 0 ? (
        <div className="rounded-lg border border-dashed border-line-strong">
          <Notice icon={<BadgeCheck className="text-ink-faint" aria-hidden="true" />} title="No license yet">
            <p>
              {mayChange
                ? "Paste the key that its issuer gave you. It counts at once."
                : "An admin can activate one by its key."}
            </p>
            {mayChange && activate}
          </Notice>
        </div>
      ) : (
        <section aria-labelledby="licenses">
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <h2 id="licenses" className="font-semibold">
              Licenses
            </h2>
            {mayChange && activate}
          </div>
          <LicencesTable licences={licences} mayChange={mayChange} onOpen={(id) => setOpen({ id })} />
        </section>
      )}
      {open === "activate" && <KeyDialog title="Activate a license" onClose={close} />}
      {shown !== undefined && <LicenceDialog key={shown.id} licence={shown} onClose={close} />}
    </div>
  );
}
