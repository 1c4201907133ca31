-- Nobody starves, nothing piles up: targets that hang are left alone for a while, namespaces have quotas and keep what they deliver for
-- a time of their own, and the tables of the queue are vacuumed while they work.

-- CreateTable
CREATE TABLE "target_circuit" (
    "namespace" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "open_until" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "openings" INTEGER NOT NULL DEFAULT 1,
    "error" TEXT NOT NULL,

    CONSTRAINT "target_circuit_pkey" PRIMARY KEY ("namespace","target")
);

-- AlterTable
ALTER TABLE "namespace" ADD COLUMN     "deliveries_kept_days" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "deliveries_kept_max" INTEGER NOT NULL DEFAULT 1000000,
ADD COLUMN     "deliveries_pending_max" INTEGER NOT NULL DEFAULT 100000,
ADD COLUMN     "deliveries_per_minute_max" INTEGER;

-- Rows of the queue change two or three times within milliseconds: those changes stay on their page where it has room, and what is dead is
-- taken away before the heads of the lanes fill with it. A pause between pages would only let it fall behind.
ALTER TABLE "delivery" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 2000,
  autovacuum_analyze_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE "message" SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_insert_scale_factor = 0.2);
ALTER TABLE "attempt" SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_insert_scale_factor = 0.2);
ALTER TABLE "store_entry" SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500, fillfactor = 80);
