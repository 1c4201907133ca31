"use client";

import { useMutation } from "@tanstack/react-query";
import type { Member } from "@understudy/domain";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { SettingsCard } from "../settings-card.tsx";
import { AddMember } from "./add-member.tsx";
import { MembersList } from "./members-list.tsx";
import { useAfterChange } from "./use-settings.ts";

/** What a role may do, in a few words. */
const about = "Viewers read. Editors also change mocks, stores and deliveries. Owners also change these settings.";

export function MembersSettings(props: { namespace: string; members: readonly Member[]; mayChange: boolean }) {
  const { namespace, members, mayChange } = props;
  const trpc = useTRPC();
  const afterChange = useAfterChange();
  const changeRole = useMutation(
    trpc.namespaceSettings.changeRole.mutationOptions({
      onSuccess: ({ login, role }) => afterChange(`${login} is ${role} now.`),
    }),
  );
  const remove = useMutation(
    trpc.namespaceSettings.removeMember.mutationOptions({ onSuccess: () => afterChange("The member is removed.") }),
  );
  const error = changeRole.error ?? remove.error;
  const isPending = changeRole.isPending || remove.isPending;
  const reset = (): void => {
    changeRole.reset();
    remove.reset();
  };
  return (
    <SettingsCard title="Members" about={about}>
      {members.length === 0 && <p className="text-sm text-ink-soft">Nobody has a role here yet; admins need none.</p>}
      <MembersList
        members={members}
        mayChange={mayChange}
        onChooseRole={({ userId }, role) => {
          reset();
          if (!isPending) changeRole.mutate({ namespace, userId, role });
        }}
        onRemove={({ userId }) => {
          reset();
          if (!isPending) remove.mutate({ namespace, userId });
        }}
      />
      {error !== null && <ActionFailure error={error} />}
      {mayChange && <AddMember namespace={namespace} />}
    </SettingsCard>
  );
}
