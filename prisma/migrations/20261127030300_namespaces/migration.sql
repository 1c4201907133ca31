-- Namespaces are deleted and come back with everything in them, clean up after themselves by a policy of their own, and may ask callers of
-- their stubs for a key. What is deleted remembers by whom, why and with what else: the trash shows it, and restores together what went together.

-- AlterTable
ALTER TABLE "installation" ADD COLUMN     "trash_changed_at" TIMESTAMPTZ(3),
ADD COLUMN     "trash_changed_by" TEXT,
ADD COLUMN     "trash_enabled" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "trash_kept_days" INTEGER NOT NULL DEFAULT 30;

-- AlterTable
ALTER TABLE "namespace" ADD COLUMN     "cascade_group_id" UUID,
ADD COLUMN     "cleanup_policy" TEXT,
ADD COLUMN     "closed_by" TEXT,
ADD COLUMN     "closed_reason" TEXT,
ADD COLUMN     "stub_body_bytes_max" INTEGER,
ADD COLUMN     "stub_calls_per_minute_max" INTEGER,
ADD COLUMN     "stub_key_required" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "trash_changed_at" TIMESTAMPTZ(3),
ADD COLUMN     "trash_changed_by" TEXT,
ADD COLUMN     "trash_enabled" BOOLEAN,
ADD COLUMN     "trash_kept_days" INTEGER;

-- AlterTable
ALTER TABLE "mock" ADD COLUMN     "cascade_group_id" UUID,
ADD COLUMN     "closed_by" TEXT,
ADD COLUMN     "closed_reason" TEXT;

-- What was deleted before nobody knew with what: each by itself. The trash counts from now on.
UPDATE "namespace" SET "cascade_group_id" = gen_random_uuid(), "closed_at" = now() WHERE "closed_at" IS NOT NULL;
UPDATE "mock" SET "cascade_group_id" = gen_random_uuid(), "closed_at" = now() WHERE "closed_at" IS NOT NULL;

-- CreateTable
CREATE TABLE "stub_key" (
    "namespace" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "stub_key_pkey" PRIMARY KEY ("namespace","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "stub_key_hash_key" ON "stub_key"("hash");

-- CreateIndex
CREATE INDEX "mock_cascade_group" ON "mock"("cascade_group_id") WHERE closed_at IS NOT NULL;

-- CreateIndex
CREATE INDEX "mock_trash" ON "mock"("closed_at") WHERE closed_at IS NOT NULL;

-- AddForeignKey
ALTER TABLE "stub_key" ADD CONSTRAINT "stub_key_namespace_fkey" FOREIGN KEY ("namespace") REFERENCES "namespace"("name") ON DELETE RESTRICT ON UPDATE CASCADE;
