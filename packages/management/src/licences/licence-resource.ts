import type { ChangedResource, Licence } from "@understudy/domain";

/** What the audit trail and event webhooks call a licence: as the operations do. */
export function toLicenceResource({ id, licensee }: Licence): ChangedResource {
  return { type: "license", id, name: licensee };
}
