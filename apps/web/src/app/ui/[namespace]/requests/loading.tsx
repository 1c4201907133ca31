import { DeliveriesSkeleton } from "../../../../ui/deliveries/deliveries-skeleton.tsx";

export default function RequestsLoading() {
  return (
    <main className="px-4 py-4 sm:px-6" aria-busy="true">
      <h1 className="text-xl font-semibold tracking-tight">Requests</h1>
      <p role="status" className="sr-only">
        Loading
      </p>
      <div className="mt-4">
        <DeliveriesSkeleton />
      </div>
    </main>
  );
}
