import { DeliveriesSkeleton } from "../../../../ui/deliveries/deliveries-skeleton.tsx";
import { LoadingPage } from "../../../../ui/loading-page.tsx";

export default function DeliveriesLoading() {
  return (
    <LoadingPage title="Deliveries">
      <DeliveriesSkeleton />
    </LoadingPage>
  );
}
