-- Callbacks that survive everything: a delivery is the small row that changes, its message the bytes that never do,
-- an attempt what one try came to. Stores are what mocks remember. No foreign keys to namespace or mock: deliveries
-- outlive mocks, and a check for each insert would cost the answer of every stub.

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('waiting', 'pending', 'delivered', 'failed', 'cancelled', 'skipped');

-- CreateTable
CREATE TABLE "delivery" (
    "namespace" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "state" "delivery_state" NOT NULL,
    "state_reason" TEXT,
    "pool" SMALLINT NOT NULL DEFAULT 0,
    "target" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "owner" INTEGER,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "attempts_earlier" SMALLINT NOT NULL DEFAULT 0,
    "attempts_max" SMALLINT NOT NULL,
    "retry_delay_ms" INTEGER NOT NULL,
    "timeout_ms" INTEGER NOT NULL,
    "mock_id" TEXT NOT NULL,
    "mock_version" INTEGER NOT NULL,
    "request_id" TEXT NOT NULL,
    "callback_index" SMALLINT NOT NULL,
    "callback_name" TEXT,
    "callback_type" TEXT NOT NULL,
    "is_synchronous" BOOLEAN NOT NULL DEFAULT false,
    "after_id" UUID,
    "redelivery_of" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("namespace","id")
);

-- CreateTable
CREATE TABLE "message" (
    "namespace" TEXT NOT NULL,
    "delivery_id" UUID NOT NULL,
    "head" BYTEA NOT NULL,
    "body" BYTEA,

    CONSTRAINT "message_pkey" PRIMARY KEY ("namespace","delivery_id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "namespace" TEXT NOT NULL,
    "delivery_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "is_delivered" BOOLEAN NOT NULL,
    "error_class" TEXT,
    "error" TEXT,
    "status_code" SMALLINT,
    "response_headers" BYTEA,
    "response_body" BYTEA,
    "is_response_truncated" BOOLEAN NOT NULL DEFAULT false,
    "address" TEXT,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("namespace","delivery_id","number")
);

-- CreateTable
CREATE TABLE "worker" (
    "id" UUID NOT NULL,
    "lock_key" SERIAL NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "store_entry" (
    "namespace" TEXT NOT NULL,
    "chain_id" TEXT NOT NULL DEFAULT '',
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "store_entry_pkey" PRIMARY KEY ("namespace","chain_id","key")
);

-- CreateIndex
CREATE INDEX "delivery_lane" ON "delivery"("pool", "namespace", "target", "due_at") WHERE (state = 'pending');

-- CreateIndex
CREATE INDEX "delivery_after" ON "delivery"("after_id") WHERE (state = 'waiting');

-- CreateIndex
CREATE INDEX "delivery_namespace_request_id_idx" ON "delivery"("namespace", "request_id");

-- CreateIndex
CREATE UNIQUE INDEX "worker_lock_key_key" ON "worker"("lock_key");


