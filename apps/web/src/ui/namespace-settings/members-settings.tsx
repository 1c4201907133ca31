"use client";

import { useMutation } from "@tanstack/react-query";
import { X } from "lucide-react";
import type { Member } from "@understudy/domain";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { IconButton } from "../button.tsx";
import { SettingsCard } from "../settings-card.tsx";
import { AddMember } from "./add-member.tsx";
import { RoleChoice } from "./role-choice.tsx";
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
      <ul className="flex flex-col divide-y divide-line">
        {members.map((member) => (
          <li key={member.userId} className="flex items-center gap-3 py-1.5">
            <span className="min-w-0 grow truncate">
              {member.login}
              {member.email !== null && <span className="ml-2 text-sm text-ink-soft">{member.email}</span>}
            </span>
            {mayChange ? (
              <>
                <RoleChoice
                  label={`Role of ${member.login}`}
                  role={member.role}
                  onChoose={(role) => {
                    reset();
                    if (!isPending) changeRole.mutate({ namespace, userId: member.userId, role });
                  }}
                />
                <IconButton
                  label={`Remove ${member.login}`}
                  onClick={() => {
                    reset();
                    if (!isPending) remove.mutate({ namespace, userId: member.userId });
                  }}
                >
                  <X size={16} aria-hidden="true" />
                </IconButton>
              </>
            ) : (
              <span className="text-sm text-ink-soft">{member.role}</span>
            )}
          </li>
        ))}
      </ul>
      {error !== null && <ActionFailure error={error} />}
      {mayChange && <AddMember namespace={namespace} />}
    </SettingsCard>
  );
}
