-- Retry policies beside the seed's, and a wait before the first attempt. Null is what nearly all deliveries have, and costs nothing.

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "delay_ms" INTEGER,
ADD COLUMN     "retry_policy" TEXT;
