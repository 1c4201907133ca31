-- A write that is sent with an `Idempotency-Key` is done once, however often it is sent: its answer is kept here for a day and given again.

-- CreateTable
CREATE TABLE "idempotent_request" (
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "running_until" TIMESTAMPTZ(3) NOT NULL,
    "status" SMALLINT,
    "answer" TEXT,

    CONSTRAINT "idempotent_request_pkey" PRIMARY KEY ("actor","key")
);

-- CreateIndex
CREATE INDEX "idempotent_request_created_at_idx" ON "idempotent_request"("created_at");
