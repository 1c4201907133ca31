-- Licences that an admin activated, and how many deliveries stub calls make in a day, which licences can limit.

-- CreateTable
CREATE TABLE "licence" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "key_ending" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "licensee" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "users_max" INTEGER,
    "namespaces_max" INTEGER,
    "mocks_max" INTEGER,
    "deliveries_per_day_max" INTEGER,
    "features" TEXT[],
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "note" TEXT NOT NULL DEFAULT '',
    "activated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "activated_by" TEXT NOT NULL,

    CONSTRAINT "licence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_day" (
    "day" DATE NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "delivery_day_pkey" PRIMARY KEY ("day")
);
