-- The whole mock engine: history, uses, files, folders, tags, the request log and calls that nothing matched. What changes with
-- every call has rows of its own, so that definitions stay where they are. No foreign keys to mock: logs outlive mocks, and
-- uses are written by resolvers, which must not wait for whoever saves the mock.

-- AlterTable
ALTER TABLE "namespace" ADD COLUMN     "cors_enabled" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "mock" ADD COLUMN     "chain_id" TEXT,
ADD COLUMN     "folder_id" TEXT,
ADD COLUMN     "template_names" TEXT[];

-- CreateTable
CREATE TABLE "mock_version" (
    "namespace" TEXT NOT NULL,
    "mock_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mock_version_pkey" PRIMARY KEY ("namespace","mock_id","version")
);

-- CreateTable
CREATE TABLE "mock_use" (
    "namespace" TEXT NOT NULL,
    "mock_id" TEXT NOT NULL,
    "uses" BIGINT NOT NULL DEFAULT 0,
    "last_use_at" TIMESTAMPTZ(3),

    CONSTRAINT "mock_use_pkey" PRIMARY KEY ("namespace","mock_id")
);

-- CreateTable
CREATE TABLE "template_file" (
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "template_file_pkey" PRIMARY KEY ("namespace","name")
);

-- CreateTable
CREATE TABLE "mock_folder" (
    "namespace" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" TEXT,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mock_folder_pkey" PRIMARY KEY ("namespace","id")
);

-- CreateTable
CREATE TABLE "tag" (
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("namespace","name")
);

-- CreateTable
CREATE TABLE "logged_request" (
    "namespace" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "request_headers" BYTEA NOT NULL,
    "request_body" BYTEA,
    "is_request_body_truncated" BOOLEAN NOT NULL DEFAULT false,
    "address" TEXT NOT NULL,
    "mock_id" TEXT,
    "mock_version" INTEGER,
    "status" SMALLINT NOT NULL,
    "response_headers" BYTEA NOT NULL,
    "response_body" BYTEA,
    "is_response_body_truncated" BOOLEAN NOT NULL DEFAULT false,
    "duration_ms" INTEGER NOT NULL,

    CONSTRAINT "logged_request_pkey" PRIMARY KEY ("namespace","id")
);

-- CreateTable
CREATE TABLE "undefined_request" (
    "namespace" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "calls" BIGINT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ignored" BOOLEAN NOT NULL DEFAULT false,
    "query" TEXT NOT NULL,
    "request_headers" BYTEA NOT NULL,
    "request_body" BYTEA,
    "explanation" BYTEA,

    CONSTRAINT "undefined_request_pkey" PRIMARY KEY ("namespace","id")
);

-- CreateTable
CREATE TABLE "request_count" (
    "namespace" TEXT NOT NULL,
    "matched" BIGINT NOT NULL DEFAULT 0,
    "unmatched" BIGINT NOT NULL DEFAULT 0,
    "failed" BIGINT NOT NULL DEFAULT 0,
    "duration_ms" BIGINT NOT NULL DEFAULT 0,
    "unwritten" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "request_count_pkey" PRIMARY KEY ("namespace")
);

-- CreateIndex
CREATE INDEX "logged_request_namespace_mock_id_id_idx" ON "logged_request"("namespace", "mock_id", "id" DESC);

-- CreateIndex
CREATE INDEX "undefined_request_namespace_last_seen_at_idx" ON "undefined_request"("namespace", "last_seen_at" DESC);

-- CreateIndex
CREATE INDEX "mock_namespace_chain_id_idx" ON "mock"("namespace", "chain_id");



-- Mocks that are there already: their last save is the beginning of their history.
INSERT INTO "mock_version" ("namespace", "mock_id", "version", "definition", "saved_at")
SELECT "namespace", "id", "version", "definition", "updated_at" FROM "mock";

-- What is taken out of definitions from now on. A name too many in template_names is harmless.
UPDATE "mock" SET "template_names" = ARRAY(
  SELECT DISTINCT m[1] FROM regexp_matches("definition", '"(?:payloadTemplatePath|valueFromFile)":"([^"\\]+)"', 'g') AS m
) WHERE "definition" ~ '"(payloadTemplatePath|valueFromFile)":"';

-- One that can't be read (a definition may hold what json operators refuse) keeps NULL until it is saved again.
DO $$
DECLARE
  "row" RECORD;
BEGIN
  FOR "row" IN SELECT "namespace", "id", "definition" FROM "mock" WHERE "definition" ~ '"(folderId|chainId)":"' LOOP
    BEGIN
      UPDATE "mock" SET "folder_id" = "row"."definition"::json ->> 'folderId', "chain_id" = "row"."definition"::json ->> 'chainId'
      WHERE "namespace" = "row"."namespace" AND "id" = "row"."id";
    EXCEPTION WHEN data_exception THEN NULL;
    END;
  END LOOP;
END $$;

-- Rows that change or go with every call: dead ones are taken away early.
ALTER TABLE "mock_use" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200, fillfactor = 70);
ALTER TABLE "logged_request" SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_insert_scale_factor = 0.1);
