import { type LimitName, limitNames, type Limits } from "@understudy/domain";
import type { LicenceStanding } from "@understudy/management";
import { TriangleAlert } from "lucide-react";
import { SettingsCard } from "../settings-card.tsx";
import { describeDaysLeft, describeStanding, describeUse } from "./describe-standing.ts";

const titles: Record<LimitName, { text: string; about?: string }> = {
  users: { text: "Users", about: "besides the first admin" },
  namespaces: { text: "Namespaces" },
  mocks: { text: "Mocks" },
  deliveriesPerDay: { text: "Deliveries today", about: "UTC" },
};

/** Whether limits hold, and how much of each is used. */
export function StandingCard({ standing, usage }: { standing: LicenceStanding; usage: Record<keyof Limits, number> }) {
  const { heading, text } = describeStanding(standing);
  return (
    <SettingsCard title={heading} about={text}>
      {standing.expiring.map((licence) => (
        <p key={licence.id} className="mb-4 flex gap-2 rounded-md bg-danger-soft px-3 py-2 text-sm">
          <TriangleAlert size={16} className="mt-0.5 shrink-0 text-danger" aria-hidden="true" />
          <span className="min-w-0 break-words">
            The {licence.type} license of {licence.licensee} {describeDaysLeft(licence.daysLeft)}. What is there stays,
            but nothing can be added beyond what is allowed then.
          </span>
        </p>
      ))}
      <ul className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {limitNames.map((name) => (
          <UsageBar key={name} {...titles[name]} used={usage[name]} max={standing.limits[name]} />
        ))}
      </ul>
      {standing.features.length > 0 && (
        <p className="mt-4 text-sm text-ink-soft">Licensed features: {standing.features.join(", ")}</p>
      )}
    </SettingsCard>
  );
}

/** The bar says nothing that the text beside it does not, so that only eyes need it. */
function UsageBar({ text, about, used, max }: { text: string; about?: string; used: number; max: number | null }) {
  const use = describeUse(used, max);
  return (
    <li className="flex flex-col gap-1 text-sm">
      <div className="flex items-baseline justify-between gap-3">
        <span className="font-medium">
          {text}
          {about !== undefined && <span className="font-normal text-ink-soft"> {about}</span>}
        </span>
        <span className={`tabular-nums ${use.isFull ? "font-medium text-danger" : "text-ink-soft"}`}>
          {use.text}
          {use.isFull && <span>, full</span>}
        </span>
      </div>
      {/* Inline styles are forbidden by our policy; attributes of SVG are none. */}
      <svg aria-hidden="true" className="h-1.5 w-full rounded-full bg-hover">
        {use.share !== null && (
          <rect
            className={use.isFull ? "fill-danger" : "fill-accent"}
            width={`${use.share * 100}%`}
            height="100%"
            rx="3"
          />
        )}
      </svg>
    </li>
  );
}
