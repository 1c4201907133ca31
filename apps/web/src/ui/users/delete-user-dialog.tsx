"use client";

import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";

/** Asks whether somebody shall really be deleted. */
export function DeleteUserDialog(props: {
  login: string;
  error: unknown;
  isBusy: boolean;
  onDelete: () => void;
  onClose: () => void;
}) {
  const { login, error, isBusy, onDelete, onClose } = props;
  return (
    <Dialog title={`Delete ${login}?`} isAlert onClose={onClose}>
      <p className="mt-2 text-ink-soft">
        The sessions and API tokens of <strong className="font-medium break-all text-ink">{login}</strong> end at once,
        and their roles are gone. What they made stays.
      </p>
      {error !== null && <ActionFailure error={error} />}
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="danger" aria-disabled={isBusy} onClick={() => isBusy || onDelete()}>
          Delete
        </Button>
      </div>
    </Dialog>
  );
}
