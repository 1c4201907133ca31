-- An API token may be limited to so many calls a minute, an hour and a day, and says when it was last changed. Only limited tokens have a row that counts
-- their calls: small, because it changes with each, and unlogged, because after a crash of the database a limit may as well begin anew.

-- AlterTable
ALTER TABLE "api_token" ADD COLUMN     "rate_limit_per_day" INTEGER,
ADD COLUMN     "rate_limit_per_hour" INTEGER,
ADD COLUMN     "rate_limit_per_minute" INTEGER,
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

UPDATE "api_token" SET "updated_at" = "created_at";

-- CreateIndex
CREATE INDEX "api_token_created_at_id_idx" ON "api_token"("created_at" DESC, "id" DESC);

-- CreateTable
CREATE UNLOGGED TABLE "api_token_use" (
    "token_id" UUID NOT NULL,
    "minute_started_at" TIMESTAMPTZ(3) NOT NULL,
    "minute_uses" INTEGER NOT NULL,
    "hour_started_at" TIMESTAMPTZ(3) NOT NULL,
    "hour_uses" INTEGER NOT NULL,
    "day_started_at" TIMESTAMPTZ(3) NOT NULL,
    "day_uses" INTEGER NOT NULL,

    CONSTRAINT "api_token_use_pkey" PRIMARY KEY ("token_id")
) WITH (fillfactor = 50);

-- AddForeignKey
ALTER TABLE "api_token_use" ADD CONSTRAINT "api_token_use_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "api_token"("id") ON DELETE CASCADE ON UPDATE CASCADE;
