"use client";

import { actions } from "@understudy/domain";
import { useState } from "react";

/** Everything that the user may do, or some of it. */
export function ActionChoice() {
  const [isLimited, setLimited] = useState(false);
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">May do</legend>
      <div className="flex flex-col gap-1 text-sm">
        <label className="flex min-h-6 items-center gap-2">
          <input type="radio" name="may" value="everything" checked={!isLimited} onChange={() => setLimited(false)} />
          Everything that you may do
        </label>
        <label className="flex min-h-6 items-center gap-2">
          <input type="radio" name="may" value="some" checked={isLimited} onChange={() => setLimited(true)} />
          Only these actions
        </label>
      </div>
      {isLimited && (
        <div
          role="group"
          aria-label="Actions"
          className="mt-2 grid max-h-44 grid-cols-2 gap-x-3 gap-y-1 overflow-y-auto rounded-md border border-line bg-canvas p-2 text-sm"
        >
          {actions.map((action) => (
            <label key={action} className="flex min-h-6 min-w-0 items-center gap-2 font-mono text-xs">
              <input type="checkbox" name="action" value={action} />
              <span className="truncate">{action}</span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
