import { createIssuer } from "../../test/licences.ts";
import { must, noId, type Thing } from "./thing.ts";

/** Whose licences count where the matrix is tried. They limit nothing. */
export const issuer = createIssuer();

export const licenceThings = {
  licence: {
    make: async ({ admin }) => {
      const body = { key: issuer.issue() };
      const { id } = await must(admin.call("POST", "/api/v1/admin/licenses/activate", { body }));
      return { id: String(id) };
    },
    missing: noId,
  },
  licenceKey: { make: () => Promise.resolve({ key: issuer.issue() }), missing: noId },
} satisfies Record<string, Thing>;
