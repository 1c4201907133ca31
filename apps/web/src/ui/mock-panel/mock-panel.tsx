"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/provider.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { PanelSkeleton, SidePanel } from "../side-panel.tsx";
import { DeleteMock } from "./delete-mock.tsx";
import { MockDetailView } from "./mock-detail-view.tsx";

interface Props {
  namespace: string;
  id: string;
  origin: string;
  onClose: () => void;
  onDeleted: () => void;
}

/** The mock that is open. */
export function MockPanel(props: Props) {
  const trpc = useTRPC();
  const { namespace, id } = props;
  const mock = useQuery(trpc.mocks.get.queryOptions({ namespace, id }));
  return (
    <SidePanel
      title={id}
      listName="Mocks"
      onClose={props.onClose}
      actions={mock.data !== undefined && <DeleteMock namespace={namespace} id={id} onDeleted={props.onDeleted} />}
    >
      {mock.isPending && <PanelSkeleton />}
      {mock.isError && mock.data === undefined && (
        <QueryFailure error={mock.error} onRetry={() => void mock.refetch()} />
      )}
      {mock.data !== undefined && <MockDetailView mock={mock.data} origin={props.origin} />}
    </SidePanel>
  );
}
