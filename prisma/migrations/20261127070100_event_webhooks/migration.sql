-- Event webhooks: what namespaces and the installation ask to be told of their changes. What they are sent are deliveries like those of
-- callbacks, which no mock and no call caused. Adding columns and dropping NOT NULL rewrites nothing; the index is of new rows only.

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "operation" TEXT,
ADD COLUMN     "webhook_id" TEXT,
ALTER COLUMN "mock_id" DROP NOT NULL,
ALTER COLUMN "mock_version" DROP NOT NULL,
ALTER COLUMN "request_id" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "delivery_webhook" ON "delivery"("namespace", "webhook_id", "id" DESC) WHERE webhook_id IS NOT NULL;

-- CreateTable
CREATE TABLE "event_webhook" (
    "namespace" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT,
    "operation" TEXT NOT NULL,
    "events" TEXT[],
    "callback" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "disabled_reason" TEXT,
    "failing_since" TIMESTAMPTZ(3),
    "watched_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_webhook_pkey" PRIMARY KEY ("namespace","id")
);

-- CreateIndex
CREATE INDEX "event_webhook_namespace_operation_idx" ON "event_webhook"("namespace", "operation");
