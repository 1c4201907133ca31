"use client";

import { CommandLine } from "../command-line.tsx";
import { renderLoginCommand } from "../mocks/first-mock-commands.ts";
import {
  type FirstCallbackOptions,
  renderCallCommand,
  renderReceiverCommand,
  renderSenderCommand,
} from "./first-callback-commands.ts";

/** Nothing was sent yet: the way to the first delivery, ready to paste. The list appears by itself when it is made. */
export function EmptyDeliveries(options: FirstCallbackOptions) {
  const steps = [
    ...(options.needsToken
      ? [{ title: "Get a token, with your own login and password", command: renderLoginCommand(options.origin) }]
      : []),
    { title: "Make a mock that takes the callback", command: renderReceiverCommand(options) },
    { title: "Make a mock that sends one", command: renderSenderCommand(options) },
    { title: "Call it", command: renderCallCommand(options) },
  ];
  return (
    <section aria-labelledby="first-callback" className="max-w-4xl rounded-lg border border-line bg-surface p-5 sm:p-8">
      <h2 id="first-callback" className="text-lg font-semibold">
        Send your first callback
      </h2>
      <p className="mt-1 max-w-prose text-ink-soft">
        A delivery is one callback of a mock, sent for one call. Paste these lines into a terminal: one mock calls the
        other back, so nothing outside is needed. The delivery shows up here by itself.
      </p>
      <ol className="mt-6 flex flex-col gap-5">
        {steps.map(({ title, command }, index) => (
          <li key={title} className="min-w-0">
            <h3 className="mb-2 flex items-center gap-2 text-sm font-medium">
              <span className="grid size-5 place-items-center rounded-full bg-accent-soft text-xs text-accent-strong tabular-nums">
                {index + 1}
              </span>
              {title}
            </h3>
            <CommandLine command={command} label="Copy" what={title} />
          </li>
        ))}
      </ol>
    </section>
  );
}
