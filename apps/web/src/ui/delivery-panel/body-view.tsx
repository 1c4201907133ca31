"use client";

import { useState } from "react";
import { JsonView } from "../json-view.tsx";
import { findPretty, readBody, type StoredBody } from "./read-body.ts";

/** A body, as JSON that is easy to read or exactly as it is. */
export function BodyView({ body, label }: { body: StoredBody | null; label: string }) {
  const [isRaw, setRaw] = useState(false);
  if (body === null || body.content === "") return <p className="text-sm text-ink-faint">No body</p>;
  const { text, size, isCut } = readBody(body);
  const pretty = findPretty(body);
  return (
    <div>
      <div className="mb-1 flex min-h-6 items-center justify-between gap-2 text-xs text-ink-faint">
        <span>
          {body.encoding === "base64" ? `${size}, shown as base64` : size}
          {isCut && "; only its beginning is shown"}
        </span>
        {pretty !== null && (
          <button
            type="button"
            aria-pressed={isRaw}
            onClick={() => setRaw(!isRaw)}
            className="h-6 rounded px-1.5 text-ink-soft transition-colors hover:bg-hover hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent-strong"
          >
            Raw
          </button>
        )}
      </div>
      {pretty !== null && !isRaw ? (
        <JsonView json={pretty} label={label} />
      ) : (
        <pre
          tabIndex={0}
          role="group"
          aria-label={label}
          className="max-h-96 overflow-auto rounded-md border border-line bg-canvas p-3 font-mono text-xs leading-5 break-all whitespace-pre-wrap"
        >
          {text}
        </pre>
      )}
    </div>
  );
}
