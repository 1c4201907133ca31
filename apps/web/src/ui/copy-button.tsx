"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useAnnounce } from "./announcer.tsx";
import { Button } from "./button.tsx";

/** Copies a text. `label` says what it copies ("Copy as curl"), `what` is said when it is done ("The curl line"). */
export function CopyButton({ text, label, what }: { text: string; label: string; what: string }) {
  const announce = useAnnounce();
  const [isCopied, setCopied] = useState(false);

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce(`${what} is copied.`);
    } catch {
      // Browsers offer the clipboard on https and on localhost only.
      announce("This browser does not let a page copy here. Select the text and copy it yourself.");
    }
  };

  const Icon = isCopied ? Check : Copy;
  return (
    <Button onClick={() => void copy()} onBlur={() => setCopied(false)}>
      <Icon size={14} aria-hidden="true" />
      {label}
    </Button>
  );
}
