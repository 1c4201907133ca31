"use client";

import { type SubmitEvent, useId } from "react";
import type { BackupConfigView } from "@understudy/management";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { ConfigFields } from "./config-fields.tsx";
import { useSaveConfig } from "./use-save-config.ts";

/** Makes a schedule, or changes one. */
export function ConfigDialog({ config, onClose }: { config?: BackupConfigView; onClose: () => void }) {
  const problemId = useId();
  const { save, isPending, error } = useSaveConfig(config, onClose);

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save(new FormData(event.currentTarget));
  };
  return (
    <Dialog title={config === undefined ? "New schedule" : `Change ${config.name}`} onClose={onClose}>
      <form method="post" onSubmit={submit} className="mt-4 flex flex-col gap-4">
        <ConfigFields config={config} describedBy={problemId} isWrong={error !== null} />
        <div id={problemId}>{error !== null && <ActionFailure error={error} />}</div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" aria-disabled={isPending}>
            {isPending ? "Saving…" : "Save"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
