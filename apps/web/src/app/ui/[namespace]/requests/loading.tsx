import { DeliveriesSkeleton } from "../../../../ui/deliveries/deliveries-skeleton.tsx";
import { LoadingPage } from "../../../../ui/loading-page.tsx";

export default function RequestsLoading() {
  return (
    <LoadingPage title="Requests">
      <DeliveriesSkeleton />
    </LoadingPage>
  );
}
