import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiToken, CreateApiTokenSchema } from "@understudy/domain";
import { openManagementOn, openTestManagement, type TestManagement } from "../../../../test/management.ts";
import type { Actor } from "../actor.ts";
import { closeManagement, type Management } from "../management.ts";
import { createApiToken } from "./api-tokens.ts";
import { type TokenUse, countTokenUse } from "./count-token-use.ts";

let test: TestManagement;
/** Another process on the same database. */
let other: Management;

beforeAll(async () => {
  test = await openTestManagement();
  other = openManagementOn(test.databaseUrl);
});
afterAll(async () => {
  await closeManagement(other);
  await test.close();
});

async function createLimited(limits: object): Promise<Actor & { token: ApiToken }> {
  const input = CreateApiTokenSchema.parse({ name: "t", ...limits });
  const { info } = await createApiToken(test.management, test.admin, input);
  return { ...test.admin, token: info };
}

/** Puts the last call of a token so many hours back, as if time had passed. */
function age(actor: { token: ApiToken }, hours: number) {
  return test.management.db.$executeRaw`
    update api_token_use set minute_started_at = minute_started_at - make_interval(hours => ${hours}::int),
      hour_started_at = hour_started_at - make_interval(hours => ${hours}::int) where token_id = ${actor.token.id}::uuid`;
}

const left = (use: TokenUse | null) => use?.windows.map(({ period, remaining }) => `${period} ${remaining}`);

describe("a token's limits", () => {
  it("are exact however many processes count, and what is refused counts for none of them", async () => {
    const actor = await createLimited({ rate_limit_per_hour: 20, rate_limit_per_day: 25 });
    const calls = Array.from({ length: 60 }, (_, index) =>
      countTokenUse(index % 2 === 0 ? test.management : other, actor),
    );
    const uses = await Promise.all(calls);
    expect(uses.filter((use) => use?.isRefused === false)).toHaveLength(20);
    const refused = await countTokenUse(test.management, actor);
    expect(refused?.isRefused).toBe(true);
    expect(left(refused)).toEqual(["hour 0", "day 5"]);
    expect(refused?.windows[0]?.resetSeconds).toBeGreaterThan(0);
    expect(refused?.windows[0]?.resetSeconds).toBeLessThanOrEqual(3_600);
  });

  it("begin anew with the next period", async () => {
    const actor = await createLimited({ rate_limit_per_minute: 1, rate_limit_per_hour: 1, rate_limit_per_day: 2 });
    expect(left(await countTokenUse(test.management, actor))).toEqual(["minute 0", "hour 0", "day 1"]);
    expect((await countTokenUse(test.management, actor))?.isRefused).toBe(true);
    await age(actor, 1);
    expect(left(await countTokenUse(test.management, actor))).toEqual(["minute 0", "hour 0", "day 0"]);
    await age(actor, 1);
    const refused = await countTokenUse(test.management, actor);
    expect(refused?.isRefused).toBe(true);
    expect(left(refused)).toEqual(["minute 1", "hour 1", "day 0"]);
  });

  it("cost those nothing that have none", async () => {
    const actor = await createLimited({});
    expect(await countTokenUse(test.management, actor)).toBeNull();
    expect(await countTokenUse(test.management, test.admin)).toBeNull();
    expect(await test.management.db.apiTokenUse.count({ where: { tokenId: actor.token.id } })).toBe(0);
  });

  it("say that the token is gone when it was revoked a moment ago", async () => {
    const actor = await createLimited({ rate_limit_per_hour: 5 });
    await test.management.db.apiToken.delete({ where: { id: actor.token.id } });
    await expect(countTokenUse(test.management, actor)).rejects.toMatchObject({ code: "unauthorized" });
  });
});
