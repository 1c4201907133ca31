-- Backups, restores, and what a restore must not give back: access that was taken away since.

-- CreateTable
CREATE TABLE "backup_config" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "schedule" TEXT,
    "retention_days" INTEGER,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "of_namespace" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "backup_config_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backup" (
    "id" UUID NOT NULL,
    "config_id" UUID,
    "of_namespace" TEXT,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "is_uploaded" BOOLEAN NOT NULL DEFAULT false,
    "rows_done" BIGINT NOT NULL DEFAULT 0,
    "rows_total" BIGINT,
    "size" BIGINT,
    "checksum" BYTEA,
    "secret_key_fingerprint" BYTEA,
    "author" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "backup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backup_restore" (
    "id" UUID NOT NULL,
    "backup_id" UUID NOT NULL,
    "of_namespace" TEXT,
    "is_dry_run" BOOLEAN NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "rows_done" BIGINT NOT NULL DEFAULT 0,
    "rows_total" BIGINT,
    "plan" TEXT,
    "secret_key" TEXT,
    "author" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "backup_restore_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revocation" (
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revocation_pkey" PRIMARY KEY ("kind","key")
);

-- CreateIndex
CREATE INDEX "backup_config_id_created_at_idx" ON "backup"("config_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "backup_created_at_id_idx" ON "backup"("created_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "backup" ADD CONSTRAINT "backup_config_id_fkey" FOREIGN KEY ("config_id") REFERENCES "backup_config"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Whoever removes access, in whatever way, is remembered. Not when a whole namespace is purged: a backup brings that back as it was.
CREATE FUNCTION "remember_revocation"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gone jsonb := to_jsonb(OLD);
BEGIN
  IF EXISTS (SELECT FROM namespace WHERE name = gone->>'namespace' AND closed_reason = 'purged') THEN
    RETURN NULL;
  END IF;
  INSERT INTO revocation (kind, key)
  VALUES (TG_ARGV[0], CASE TG_ARGV[0]
    WHEN 'member' THEN concat(gone->>'namespace', '/', gone->>'user_id')
    WHEN 'stub_key' THEN concat(gone->>'namespace', '/', gone->>'id')
    ELSE gone->>'id' END)
  ON CONFLICT (kind, key) DO UPDATE SET at = CURRENT_TIMESTAMP;
  RETURN NULL;
END $$;

-- A member who is added again is one again.
CREATE FUNCTION "forget_revocation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM revocation WHERE kind = 'member' AND key = concat(NEW.namespace, '/', NEW.user_id);
  RETURN NULL;
END $$;

CREATE TRIGGER "remember_user" AFTER DELETE ON "app_user" FOR EACH ROW EXECUTE FUNCTION "remember_revocation"('user');
CREATE TRIGGER "remember_member" AFTER DELETE ON "member" FOR EACH ROW EXECUTE FUNCTION "remember_revocation"('member');
CREATE TRIGGER "remember_api_token" AFTER DELETE ON "api_token" FOR EACH ROW EXECUTE FUNCTION "remember_revocation"('api_token');
CREATE TRIGGER "remember_stub_key" AFTER DELETE ON "stub_key" FOR EACH ROW EXECUTE FUNCTION "remember_revocation"('stub_key');
CREATE TRIGGER "forget_member" AFTER INSERT ON "member" FOR EACH ROW EXECUTE FUNCTION "forget_revocation"();
