import { MocksSkeleton } from "../../../../ui/mocks/mocks-skeleton.tsx";
import { LoadingPage } from "../../../../ui/loading-page.tsx";

export default function MocksLoading() {
  return (
    <LoadingPage title="Mocks">
      <MocksSkeleton />
    </LoadingPage>
  );
}
