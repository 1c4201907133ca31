import { CopyButton } from "./copy-button.tsx";

/** Lines for a terminal, and the button that copies them. */
export function CommandLine({ command, label, what }: { command: string; label: string; what: string }) {
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line bg-canvas p-2 sm:flex-row sm:items-start">
      <pre
        tabIndex={0}
        role="group"
        aria-label={what}
        className="min-w-0 grow overflow-x-auto p-1 font-mono text-xs leading-5"
      >
        {command}
      </pre>
      <div className="self-end sm:self-start">
        <CopyButton text={command} label={label} what={what} />
      </div>
    </div>
  );
}
