import { CommandLine } from "../command-line.tsx";

/** Nothing came in yet: the way to the first call, ready to paste. It appears by itself. */
export function EmptyRequests({ namespace, origin }: { namespace: string; origin: string }) {
  return (
    <section aria-labelledby="first-call" className="max-w-4xl rounded-lg border border-line bg-surface p-5 sm:p-8">
      <h2 id="first-call" className="text-lg font-semibold">
        No call has come in yet
      </h2>
      <p className="mt-1 max-w-prose text-ink-soft">
        Every call of a stub of this namespace is listed here, also one that no mock matches, with the reason why. Paste
        this line into a terminal: it shows up here by itself.
      </p>
      <div className="mt-6">
        <CommandLine command={`curl ${origin}/stubs/${namespace}/hello`} label="Copy" what="The call" />
      </div>
    </section>
  );
}
