import { Client } from "pg";
import { vi } from "vitest";

export interface SentStatement {
  text: string;
  values: unknown[];
}

/** The SELECTs that `work` sends to PostgreSQL from this process, as they are sent. */
export async function recordSelects(work: () => Promise<unknown>): Promise<SentStatement[]> {
  const query = vi.spyOn(Client.prototype, "query");
  try {
    await work();
    return query.mock.calls.flatMap(([sent]) => {
      const { text = "", values = [] } = (typeof sent === "object" ? sent : {}) as Partial<SentStatement>;
      return /^\s*select/i.test(text) ? [{ text, values }] : [];
    });
  } finally {
    query.mockRestore();
  }
}
