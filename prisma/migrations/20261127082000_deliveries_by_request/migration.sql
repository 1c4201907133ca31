-- Only the primary key may find a delivery by its id, in plans that are made while the table is empty as well. Those of events have no
-- request.

-- DropIndex
DROP INDEX "delivery_namespace_request_id_idx";

-- CreateIndex
CREATE INDEX "delivery_request" ON "delivery"("namespace", "request_id") WHERE request_id IS NOT NULL;
