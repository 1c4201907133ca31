/** A row that is read by somebody who watches need not be written more often. */
const intervalMs = 500;

/** Saves how far something has come, now and then: one save at a time, and what fails is of no account. */
export function createProgress(save: (rowsDone: number) => Promise<void>) {
  let saving: Promise<void> = Promise.resolve();
  let isSaving = false;
  let savedAt = performance.now();
  return {
    note: (rowsDone: number): void => {
      if (isSaving || performance.now() - savedAt < intervalMs) return;
      isSaving = true;
      saving = save(rowsDone)
        .catch(() => undefined)
        .finally(() => {
          isSaving = false;
          savedAt = performance.now();
        });
    },
    /** Resolves when nothing is being saved any more. */
    settled: () => saving,
  };
}
