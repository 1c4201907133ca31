/** So many rows of a list, behind the one at a position, whatever is made or removed meanwhile. */
export interface PageBehind<Position> {
  after?: Position | undefined;
  limit: number;
}

/** The same, or behind the first `offset` rows. */
export interface ListPage<Position> extends PageBehind<Position> {
  offset?: number | undefined;
}

/** Where a row is in a list that is sorted by a time, and then by id. */
export interface MomentPosition {
  at: Date;
  id: string;
}

/** Of rows of which one more was asked for than the page holds: the page, and where its last row is if there are more behind it. */
export function cutPage<Row, Position>(
  rows: readonly Row[],
  limit: number,
  toPosition: (row: Row) => Position,
): { page: Row[]; next: Position | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, next: rows.length > limit && last !== undefined ? toPosition(last) : null };
}
