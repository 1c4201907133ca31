"use client";

import { Download } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "../button.tsx";
import { CopyButton } from "../copy-button.tsx";

/** Recovery codes, the only time that they can be seen. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const text = `${codes.join("\n")}\n`;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h3 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
          Keep your recovery codes
        </h3>
        <p className="mt-1 text-ink-soft">
          Each of them lets you sign in once if you lose your authenticator. They are shown only now: put them where you
          keep your passwords.
        </p>
      </div>
      <ul
        aria-label="Recovery codes"
        className="grid grid-cols-1 gap-x-8 gap-y-1.5 rounded-md border border-line bg-canvas p-4 font-mono text-base sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton text={text} label="Copy" what="The list of recovery codes" />
        <Button onClick={() => download(text)}>
          <Download size={14} aria-hidden="true" />
          Download
        </Button>
        <Button look="primary" onClick={onKept} className="ml-auto">
          I have kept them
        </Button>
      </div>
    </div>
  );
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "understudy-recovery-codes.txt";
  link.click();
  URL.revokeObjectURL(url);
}
