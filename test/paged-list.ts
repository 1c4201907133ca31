import { expect } from "vitest";
import type { ListPage } from "../packages/database/src/index.ts";

/** A list, and rows of it: `place` says where one is. */
interface PagedList<Position> {
  keyOf: (place: number) => string;
  add: (place: number) => Promise<unknown>;
  remove: (place: number) => Promise<unknown>;
  read: (page: ListPage<Position>) => Promise<{ keys: string[]; next: Position | null }>;
  /** False: it can be read by position only. */
  hasOffset?: false;
}

export const uuidOf = (number: number): string => `0193e3a2-7c1e-7b60-9d43-${String(number).padStart(12, "0")}`;

/** What is added in one go has one moment, or one name: then something else decides. */
export const bucketOf = (place: number): number => (place >= 30 && place < 50 ? 30 : place);

/** Of lists whose newest row is the first, and of others. */
export const newestFirst = (place: number): Date => new Date(Date.UTC(2026, 0, 1) - bucketOf(place) * 1_000);
export const oldestFirst = (place: number): Date => new Date(Date.UTC(2026, 0, 1) + bucketOf(place) * 1_000);

/** What every list must do, whatever it is sorted by: page after page, each row comes once, whatever is added or removed meanwhile. */
export function pages<Position>({ keyOf, add, remove, read, hasOffset }: PagedList<Position>): () => Promise<void> {
  return async () => {
    for (const place of [60, 40, 20, 50, 30]) await add(place);
    const whole = await read({ limit: 5 });
    const all = [20, 30, 40, 50, 60].map(keyOf);
    expect([whole.keys, whole.next], "a page that ends where the list ends").toEqual([all, null]);
    if (hasOffset !== false) expect((await read({ offset: 1, limit: 2 })).keys).toEqual([30, 40].map(keyOf));

    const first = await read({ limit: 2 });
    expect(first.keys).toEqual([20, 30].map(keyOf));
    // In front of what was read, in it, and behind it.
    await add(10);
    await remove(20);
    await add(35);
    await remove(50);
    const second = await read({ after: first.next ?? undefined, limit: 2 });
    expect(second.keys).toEqual([35, 40].map(keyOf));
    // Where a page ended there need be nothing any more.
    await remove(40);
    const third = await read({ after: second.next ?? undefined, limit: 2 });
    expect([third.keys, third.next]).toEqual([[keyOf(60)], null]);
  };
}
