import { defaultNamespace } from "@understudy/domain";
import { getInstallationRights, listNamespaces } from "@understudy/management";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { getConfig } from "../../../../config.ts";
import { carryRequestId } from "../../../../server/carry-request-id.ts";
import { findLicenceNotice } from "../../../../server/find-licence-notice.ts";
import { getManagement } from "../../../../server/management.ts";
import { requireSignIn } from "../../../../server/require-sign-in.ts";
import { ServerProvider } from "../../../../trpc/provider.tsx";
import { AppShell } from "../../../../ui/shell/app-shell.tsx";
import { parseTheme, themeCookieName } from "../../../../ui/theme.ts";

/** The frame of the default namespace: from here its pages are a step away. */
export default async function AllNamespacesLayout({ children }: { children: ReactNode }) {
  const { actor, namespaces, licenceNotice } = await carryRequestId(async () => {
    const who = await requireSignIn();
    const [listed, notice] = await Promise.all([listNamespaces(getManagement(), who), findLicenceNotice(who)]);
    return { actor: who, namespaces: listed, licenceNotice: notice };
  });
  const rights = getInstallationRights(actor);
  if (!rights.listNamespaces) notFound();
  return (
    <ServerProvider>
      <AppShell
        namespace={defaultNamespace}
        namespaces={namespaces.map(({ name }) => ({ name }))}
        installation={rights}
        login={getConfig().authMode === "local" ? null : actor.login}
        seesUsers={actor.systemRole !== "user"}
        theme={parseTheme((await cookies()).get(themeCookieName)?.value)}
        licenceNotice={licenceNotice}
      >
        {children}
      </AppShell>
    </ServerProvider>
  );
}
