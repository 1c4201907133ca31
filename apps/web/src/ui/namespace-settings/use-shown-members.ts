"use client";

import type { Member } from "@understudy/domain";
import { useState } from "react";

/** So many are shown at first, and with each wish for more. */
export const membersPerPage = 50;

/** Of the members of a namespace those that are looked for, and as many of them as are to be shown. */
export function useShownMembers(members: readonly Member[]) {
  const [search, setSearch] = useState("");
  const [shownMax, setShownMax] = useState(membersPerPage);
  const part = search.trim().toLowerCase();
  const found = members.filter(({ login, email }) => `${login}\n${email ?? ""}`.toLowerCase().includes(part));
  return {
    search,
    setSearch: (text: string): void => {
      setSearch(text);
      setShownMax(membersPerPage);
    },
    found: found.length,
    shown: found.slice(0, shownMax),
    showMore: () => setShownMax(shownMax + membersPerPage),
  };
}
