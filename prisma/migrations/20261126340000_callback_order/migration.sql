-- A callback can wait for another one of its request (`after`) and use that one's answer. What becomes of it, and what it is rendered of, is kept
-- beside the delivery until its predecessor is final: few deliveries have such a row, and the others pay nothing for it.

-- CreateTable
CREATE TABLE "delivery_plan" (
    "namespace" TEXT NOT NULL,
    "delivery_id" UUID NOT NULL,
    "plan" BYTEA NOT NULL,
    "pool" SMALLINT,

    CONSTRAINT "delivery_plan_pkey" PRIMARY KEY ("namespace","delivery_id")
);

-- AddForeignKey
ALTER TABLE "delivery_plan" ADD CONSTRAINT "delivery_plan_namespace_delivery_id_fkey" FOREIGN KEY ("namespace", "delivery_id") REFERENCES "delivery"("namespace", "id") ON DELETE CASCADE ON UPDATE CASCADE;
