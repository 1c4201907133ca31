"use client";

import { Button } from "../button.tsx";
import { CommandLine } from "../command-line.tsx";

/** What becomes of a link: it is mailed, or here, this once, for whoever made it to hand on. */
export function ShownLink({ url, onClose }: { url: string | null; onClose: () => void }) {
  return (
    <div className="mt-3 flex flex-col gap-4">
      {url === null ? (
        <p role="status" className="text-ink-soft">
          A mail with a link is on its way. The link works once.
        </p>
      ) : (
        <>
          <p role="status" className="text-ink-soft">
            Hand on this link: with it, once, a password can be chosen. It is not shown again.
          </p>
          <CommandLine command={url} label="Copy" what="The link" />
        </>
      )}
      <Button look="primary" className="self-end" onClick={onClose}>
        Done
      </Button>
    </div>
  );
}
