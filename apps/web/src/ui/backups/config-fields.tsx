"use client";

import { useId, useState } from "react";
import type { BackupConfigView } from "@understudy/management";
import { TextField } from "../sign-in/text-field.tsx";
import { describeSchedule } from "./describe-backup.ts";

const defaults = { name: undefined, namespace: "", schedule: "0 3 * * *", retention: 30, enabled: true };

interface FieldProps {
  describedBy: string;
  isWrong: boolean;
}

/** What a schedule consists of, filled in with what it is now or with what suits most. */
export function ConfigFields({ config, ...props }: FieldProps & { config: BackupConfigView | undefined }) {
  const field = { ...props, autoComplete: "off" } as const;
  const { name, namespace, schedule, retention, enabled } = config ?? defaults;
  return (
    <>
      <TextField {...field} label="Name" name="name" defaultValue={name} maxLength={200} required autoFocus />
      <TextField
        {...field}
        label="Namespace (empty: the whole installation)"
        name="namespace"
        defaultValue={namespace ?? ""}
        spellCheck={false}
      />
      <CronField initial={schedule ?? ""} isWrong={props.isWrong} />
      <TextField
        {...field}
        label="Kept for days (0: until deleted)"
        name="retention"
        type="number"
        min={0}
        max={3650}
        defaultValue={retention ?? 0}
      />
      <label className="flex items-center gap-2 text-sm">
        <input type="checkbox" name="enabled" defaultChecked={enabled} className="accent-accent" />
        Switched on
      </label>
    </>
  );
}

/** Says in words what is typed: hardly anybody reads cron without a doubt. */
function CronField({ initial, isWrong }: { initial: string; isWrong: boolean }) {
  const wordsId = useId();
  const [schedule, setSchedule] = useState(initial);
  return (
    <div>
      <TextField
        label="When (cron, in UTC; empty: only by hand)"
        name="schedule"
        value={schedule}
        describedBy={wordsId}
        isWrong={isWrong}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setSchedule(event.target.value)}
        className="font-mono"
      />
      <p id={wordsId} role="status" className="mt-1 text-sm text-ink-soft">
        {schedule.trim() === ""
          ? "Only when somebody asks for it"
          : (describeSchedule(schedule) ?? "Five fields: minute, hour, day, month, day of the week")}
      </p>
    </div>
  );
}
