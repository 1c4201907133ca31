import type { Transaction } from "./client.ts";
import { Prisma } from "./generated/client.ts";

/** An event webhook that has not succeeded for long. */
interface FailingWebhook {
  namespace: string;
  id: string;
  failingSince: Date;
}

/** What is looked at of one. It is looked at often: who makes more than this in between has newer ones that say the same. */
const newest = Prisma.sql`
  select d.namespace, d.id, d.state, d.finished_at from delivery d
  where d.namespace = w.namespace and d.webhook_id = w.id and d.redelivery_of is null
  order by d.id desc limit 1000`;

/**
 * Notes of each enabled event webhook since when it fails: from its first failure on, until an attempt succeeds. Returns those that have
 * failed since before `failedBefore`. What was redelivered to another target says nothing of the webhook's own.
 */
export async function watchEventWebhooks(tx: Transaction, failedBefore: Date): Promise<FailingWebhook[]> {
  await tx.$executeRaw`
    with seen as (
      select w.namespace, w.id, last.delivered_at, first.failed_at
      from event_webhook w
      cross join lateral (
        select max(a.started_at) as delivered_at from (${newest}) d
        join attempt a on a.namespace = d.namespace and a.delivery_id = d.id and a.is_delivered
        where a.started_at > w.watched_from
      ) last
      cross join lateral (
        select min(coalesce(a.started_at, d.finished_at)) as failed_at from (${newest}) d
        left join attempt a on a.namespace = d.namespace and a.delivery_id = d.id
        where (a.is_delivered = false or (a.is_delivered is null and d.state = 'failed'))
          and coalesce(a.started_at, d.finished_at) > greatest(w.watched_from, coalesce(last.delivered_at, w.watched_from))
      ) first
      where w.enabled
    )
    update event_webhook w set
      -- What is kept of the past may begin after it failed first.
      failing_since = case
        when w.failing_since is not null and (s.delivered_at is null or s.delivered_at < w.failing_since) then w.failing_since
        else s.failed_at end
    from seen s where w.namespace = s.namespace and w.id = s.id`;
  return tx.$queryRaw<FailingWebhook[]>`
    select w.namespace, w.id, w.failing_since as "failingSince" from event_webhook w
    where w.enabled and w.failing_since <= ${failedBefore}
      -- A deleted namespace is held, not failing.
      and not exists (select from namespace s where s.name = w.namespace and s.closed_at is not null)
    order by w.namespace, w.id limit 1000`;
}
