import { type Actor, getLicenceRights, getLicenceStanding } from "@understudy/management";
import { describeExpiry } from "../ui/licences/describe-standing.ts";
import { getManagement } from "./management.ts";

/** What is to be said on every page of licences that end soon, to those who can do something about it; null: nothing. */
export async function findLicenceNotice(actor: Actor): Promise<string | null> {
  if (!getLicenceRights(actor).change) return null;
  return describeExpiry((await getLicenceStanding(getManagement(), actor)).expiring);
}
