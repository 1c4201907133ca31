/** What the address line says about the list of mocks: it survives a reload and can be sent to somebody. */
export interface MocksAddress {
  search: string;
  /** The first is 1. */
  page: number;
  /** Id of the mock that is open. */
  mock: string | null;
}

/** Reads it; what makes no sense counts as absent. */
export function parseMocksAddress(params: URLSearchParams): MocksAddress {
  const page = Number(params.get("page"));
  return {
    search: params.get("search")?.slice(0, 200) ?? "",
    page: Number.isInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1,
    mock: params.get("mock"),
  };
}

/** Writes it, as the part of the address from `?` on; what is usual is left out. */
export function renderMocksAddress({ search, page, mock }: MocksAddress): string {
  const params = new URLSearchParams();
  if (search !== "") params.set("search", search);
  if (page !== 1) params.set("page", String(page));
  if (mock !== null) params.set("mock", mock);
  return params.size === 0 ? "?" : `?${params.toString()}`;
}
