import type { Transaction } from "../client.ts";
import type { Pool } from "../pool.ts";

/** The deliveries that stub calls made on a day of UTC, and how many of a day licences allow. */
export interface DeliveryDay {
  /** ISO date. */
  day: string;
  count: number;
  /** Null: no licence limits them. */
  max: number | null;
}

/** Adds so many deliveries to today's, and says how the day stands. `issuer` is LICENSE_PUBLIC_KEY: whose licences count. */
export async function addToDay(
  db: Pool,
  { count, issuer }: { count: number; issuer: string | null },
): Promise<DeliveryDay> {
  const { rows } = await db.query<{ day: string; count: string | null; max: string | null }>({
    name: "add_to_delivery_day",
    text: `
      with today as (select (now() at time zone 'utc')::date as day),
      added as (
        insert into delivery_day (day, count) select day, $1::bigint from today where $1::bigint > 0
        on conflict (day) do update set count = delivery_day.count + excluded.count returning count)
      select today.day::text as day,
        coalesce((select count from added), (select d.count from delivery_day d where d.day = today.day)) as count,
        (select case when bool_and(deliveries_per_day_max is not null) then sum(deliveries_per_day_max) end
          from licence where enabled and issuer = $2 and expires_at > now()) as max
      from today`,
    values: [count, issuer],
  });
  const [row] = rows;
  return { day: row?.day ?? "", count: Number(row?.count ?? 0), max: row?.max == null ? null : Number(row.max) };
}

/** The deliveries that stub calls made on this day of UTC, but for the last second's. */
export async function countDeliveriesOf(tx: Transaction, day: Date): Promise<number> {
  const row = await tx.deliveryDay.findUnique({ where: { day: new Date(day.toISOString().slice(0, 10)) } });
  return Number(row?.count ?? 0);
}

/** Forgets days before this. Returns how many. */
export async function removeDeliveryDays(tx: Transaction, before: Date): Promise<number> {
  const { count } = await tx.deliveryDay.deleteMany({ where: { day: { lt: before } } });
  return count;
}
