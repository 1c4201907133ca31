import { defaultNamespace } from "@understudy/domain";
import { listNamespaces } from "@understudy/management";
import { FolderLock } from "lucide-react";
import { redirect } from "next/navigation";
import { carryRequestId } from "../../../server/carry-request-id.ts";
import { getManagement } from "../../../server/management.ts";
import { requireSignIn } from "../../../server/require-sign-in.ts";
import { Notice } from "../../../ui/notice.tsx";

/** Leads to the mocks of the usual namespace, or of the first one that the user may see. */
export default async function AnyMocksPage() {
  const names = await carryRequestId(async () => {
    const namespaces = await listNamespaces(getManagement(), await requireSignIn());
    return namespaces.map(({ name }) => name);
  });
  const name = names.includes(defaultNamespace) ? defaultNamespace : names[0];
  if (name !== undefined) redirect(`/ui/${name}/mocks`);
  return (
    <main>
      <h1 className="sr-only">Mocks</h1>
      <Notice icon={<FolderLock className="text-ink-faint" aria-hidden="true" />} title="You are in no namespace yet">
        <p>Ask an owner of a namespace, or an admin, to add you as a viewer, editor or owner. Then reload this page.</p>
      </Notice>
    </main>
  );
}
