"use client";

import type { Member, NamespaceRole } from "@understudy/domain";
import { X } from "lucide-react";
import { Button, IconButton } from "../button.tsx";
import { SearchField } from "../search-field.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { membersPerPage, useShownMembers } from "./use-shown-members.ts";

/** The members of a namespace, and what can be changed of each. Many of them are searched, and shown part by part. */
export function MembersList(props: {
  members: readonly Member[];
  mayChange: boolean;
  onChooseRole: (member: Member, role: NamespaceRole) => void;
  onRemove: (member: Member) => void;
}) {
  const { members, mayChange, onChooseRole, onRemove } = props;
  const { search, setSearch, found, shown, showMore } = useShownMembers(members);
  return (
    <>
      {members.length > membersPerPage && (
        <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
          <SearchField
            label="Search members"
            placeholder="Search login or e-mail"
            value={search}
            onChange={setSearch}
          />
          <p role="status" className="text-sm text-ink-soft tabular-nums">
            {shown.length < found ? `The first ${shown.length} of ${found}` : `${found} of ${members.length}`}
          </p>
        </div>
      )}
      <ul className="flex flex-col divide-y divide-line">
        {shown.map((member) => (
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
                  onChoose={(role) => onChooseRole(member, role)}
                />
                <IconButton label={`Remove ${member.login}`} onClick={() => onRemove(member)}>
                  <X size={16} aria-hidden="true" />
                </IconButton>
              </>
            ) : (
              <span className="text-sm text-ink-soft">{member.role}</span>
            )}
          </li>
        ))}
      </ul>
      {shown.length < found && (
        <Button className="mt-2" onClick={showMore}>
          Show more
        </Button>
      )}
    </>
  );
}
