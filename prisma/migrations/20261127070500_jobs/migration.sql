-- Jobs that people see: when each schedule was last due, and the runs with what came of them. One of them seals anew what an earlier
-- SECRET_KEY sealed; while that goes on, the installation knows both keys by their fingerprints.

-- CreateEnum
CREATE TYPE "job_run_state" AS ENUM ('queued', 'running', 'succeeded', 'failed');

-- AlterTable
ALTER TABLE "installation" ADD COLUMN     "previous_key_fingerprint" BYTEA;

-- CreateTable
CREATE TABLE "job_slot" (
    "job" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "schedule" TEXT NOT NULL,
    "last_slot" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_slot_pkey" PRIMARY KEY ("job","subject")
);

-- CreateTable
CREATE TABLE "job_run" (
    "id" UUID NOT NULL,
    "job" TEXT NOT NULL,
    "state" "job_run_state" NOT NULL DEFAULT 'queued',
    "is_scheduled" BOOLEAN NOT NULL,
    "started_by" TEXT,
    "subjects" TEXT[],
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "owner" INTEGER,
    "starts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "counts" TEXT NOT NULL DEFAULT '{}',

    CONSTRAINT "job_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "job_run_active" ON "job_run"("job") WHERE (finished_at IS NULL);

-- CreateIndex
CREATE INDEX "job_run_job_id_idx" ON "job_run"("job", "id" DESC);
