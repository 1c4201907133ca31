import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { describe, expect, it } from "vitest";
import { actions } from "@understudy/domain";
import { namespaceGrants, systemGrants } from "./permissions.ts";

const file = fileURLToPath(new URL("../../../docs/permissions.md", import.meta.url));

/** `npx vitest run --project unit packages/management/src/permission-table.test.ts -u` writes it anew. */
describe("docs/permissions.md", () => {
  it("says what the permission table says", async () => {
    const text = await format(renderPermissions(), { ...(await resolveConfig(file)), filepath: file });
    await expect(text).toMatchFileSnapshot(file);
  });
});

function renderPermissions(): string {
  const roles = { ...namespaceGrants, ...systemGrants };
  const columns = Object.entries(roles);
  const rows = actions.map((action) => [
    `\`${action}\``,
    ...columns.map(([, granted]) => (granted.includes(action) ? "yes" : "")),
  ]);
  const header = ["action", ...columns.map(([role]) => `\`${role}\``)];
  const lines = [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `${introduction}\n\n${lines.join("\n")}\n\n${rules}\n`;
}

const introduction = `# Who may do what

Made of \`packages/management/src/permissions.ts\`, and compared with it by a test. \`owner\`, \`editor\` and \`viewer\` are roles in a namespace and count there;
\`admin\`, \`support\` and \`user\` are system roles and count everywhere.`;

const rules = `- An API token may do what its user may now, less what its \`allowed_actions\` leave out, and only in the namespace that it is bound to.
- Nobody known is 401. What one may not see is 404, whether it is there or not. What one may see but not do is 403, with the role that may.
- Every use case of \`packages/management\` asks this table (\`use-cases.test.ts\`), and every operation is tried as everybody (\`e2e/access-matrix\`).`;
