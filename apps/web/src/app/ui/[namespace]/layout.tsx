import { getInstallationRights, listNamespaces } from "@understudy/management";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { getConfig } from "../../../config.ts";
import { carryRequestId } from "../../../server/carry-request-id.ts";
import { findLicenceNotice } from "../../../server/find-licence-notice.ts";
import { getManagement } from "../../../server/management.ts";
import { requireSignIn } from "../../../server/require-sign-in.ts";
import { ServerProvider } from "../../../trpc/provider.tsx";
import { AppShell } from "../../../ui/shell/app-shell.tsx";
import { parseTheme, themeCookieName } from "../../../ui/theme.ts";

export default async function NamespaceLayout(props: { params: Promise<{ namespace: string }>; children: ReactNode }) {
  const { namespace } = await props.params;
  const { actor, namespaces, licenceNotice } = await carryRequestId(async () => {
    const who = await requireSignIn();
    const [listed, notice] = await Promise.all([listNamespaces(getManagement(), who), findLicenceNotice(who)]);
    return { actor: who, namespaces: listed, licenceNotice: notice };
  });
  if (!namespaces.some(({ name }) => name === namespace)) notFound();
  return (
    <ServerProvider>
      <AppShell
        namespace={namespace}
        namespaces={namespaces.map(({ name }) => ({ name }))}
        installation={getInstallationRights(actor)}
        login={getConfig().authMode === "local" ? null : actor.login}
        seesUsers={actor.systemRole !== "user"}
        theme={parseTheme((await cookies()).get(themeCookieName)?.value)}
        licenceNotice={licenceNotice}
      >
        {props.children}
      </AppShell>
    </ServerProvider>
  );
}
