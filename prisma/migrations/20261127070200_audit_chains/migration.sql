-- Seals of the audit trail: entries are numbered and chained per namespace, so that it shows when one is changed, removed or cut off
-- (docs/decisions/0027). Content is written once, a seal once; only the retention, which says so, removes entries.

-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "hash" BYTEA,
ADD COLUMN     "key_id" TEXT,
ADD COLUMN     "number" BIGINT,
ADD COLUMN     "times" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "audit_chain" (
    "chain" TEXT NOT NULL,
    "number" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "signature" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_number" BIGINT NOT NULL DEFAULT 0,
    "removed_hash" BYTEA,
    "removed_key_id" TEXT,
    "removed_signature" BYTEA,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("chain")
);

-- CreateIndex
CREATE INDEX "audit_entry_namespace_number_idx" ON "audit_entry"("namespace", "number");

-- CreateIndex
CREATE INDEX "audit_entry_author_name_id_idx" ON "audit_entry"("author_name", "id");

-- CreateIndex
CREATE INDEX "audit_entry_resource_id_id_idx" ON "audit_entry"("resource_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_unsealed" ON "audit_entry"("namespace") WHERE (number IS NULL);

CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."number" IS NULL AND NEW."number" IS NOT NULL
    AND (to_jsonb(NEW) - '{number,hash,key_id}'::text[]) = (to_jsonb(OLD) - '{number,hash,key_id}'::text[]) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND current_setting('understudy.audit_retention', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit trail is only added to: % is refused', lower(TG_OP);
END;
$$;

CREATE TRIGGER "audit_entry_is_written_once" BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_entry_is_kept" BEFORE TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
