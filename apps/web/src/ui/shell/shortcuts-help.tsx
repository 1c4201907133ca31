"use client";

import { Keyboard } from "lucide-react";
import { useCallback, useState } from "react";
import { Button, IconButton } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { setSingleKeysEnabled, useSingleKey, useSingleKeysEnabled } from "./single-keys.ts";

const shortcuts = [
  { keys: ["/"], text: "Search" },
  { keys: ["?"], text: "Show this list" },
  { keys: ["↓", "J"], text: "Next row, in the table" },
  { keys: ["↑", "K"], text: "Previous row, in the table" },
  { keys: ["Enter"], text: "Open the row" },
  { keys: ["Esc"], text: "Close the panel or a dialog" },
] as const;

export function ShortcutsHelp() {
  const [isOpen, setOpen] = useState(false);
  const enabled = useSingleKeysEnabled();
  useSingleKey(
    "?",
    useCallback(() => setOpen(true), []),
  );

  return (
    <>
      <IconButton label="Keyboard shortcuts" onClick={() => setOpen(true)} className="max-sm:hidden">
        <Keyboard size={16} aria-hidden="true" />
      </IconButton>
      {isOpen && (
        <Dialog title="Keyboard shortcuts" onClose={() => setOpen(false)}>
          <dl className="mt-4 grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
            {shortcuts.map(({ keys, text }) => (
              <div key={text} className="contents">
                <dt className="flex gap-1">
                  {keys.map((key) => (
                    <kbd
                      key={key}
                      className="min-w-6 rounded border border-line bg-canvas px-1.5 text-center font-mono text-xs leading-5"
                    >
                      {key}
                    </kbd>
                  ))}
                </dt>
                <dd className="text-ink-soft">{text}</dd>
              </div>
            ))}
          </dl>
          <label className="mt-5 flex items-center gap-2">
            <input
              type="checkbox"
              checked={enabled}
              onChange={(event) => setSingleKeysEnabled(event.target.checked)}
              className="size-4 accent-accent"
            />
            Shortcuts of a single key are on
          </label>
          <div className="mt-5 flex justify-end">
            <Button onClick={() => setOpen(false)}>Close</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
