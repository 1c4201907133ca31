-- The audit trail: what somebody changed, written in the transaction of the change.

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "namespace" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "operation" TEXT NOT NULL,
    "is_done" BOOLEAN NOT NULL DEFAULT true,
    "reason" TEXT,
    "resource_type" TEXT NOT NULL,
    "resource_id" TEXT NOT NULL,
    "resource_name" TEXT,
    "author_kind" TEXT NOT NULL,
    "author_id" UUID,
    "author_name" TEXT NOT NULL,
    "token_id" UUID,
    "session_id" UUID,
    "address" TEXT,
    "before" TEXT,
    "after" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_entry_namespace_id_idx" ON "audit_entry"("namespace", "id");
