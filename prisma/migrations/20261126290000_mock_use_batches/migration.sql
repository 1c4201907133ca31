-- Uses that are counted behind come as one row for all mocks that a resolver answered from in half a second: a row for each mock cost
-- a namespace with many of them a fifth of its answers. They are added to mock_use when somebody reads, and every few seconds.
-- What is stored is short-lived and read once: it is not worth compressing.

-- CreateTable
CREATE TABLE "mock_use_batch" (
    "id" BIGSERIAL NOT NULL,
    "uses" TEXT NOT NULL,

    CONSTRAINT "mock_use_batch_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "mock_use_batch" ALTER COLUMN "uses" SET STORAGE EXTERNAL;
ALTER TABLE "mock_use_batch" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000);
