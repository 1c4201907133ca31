import { MocksSkeleton } from "../../../../ui/mocks/mocks-skeleton.tsx";

export default function MocksLoading() {
  return (
    <main className="px-4 py-4 sm:px-6" aria-busy="true">
      <h1 className="text-xl font-semibold tracking-tight">Mocks</h1>
      <p role="status" className="sr-only">
        Loading
      </p>
      <div className="mt-4">
        <MocksSkeleton />
      </div>
    </main>
  );
}
