import { splitPath } from "@understudy/matching";

/** Where a mock sends its calls on to (contract B6). */
export interface CompiledProxy {
  /** Whether a callback looks at the answer, so that it must be read before it goes out. */
  isAnswerRead: boolean;
  /** The URL for a call; null when its path would lead out of the target's. */
  urlFor: (call: ProxiedCall) => string | null;
}

/** Path (below the namespace) and query of a call, as they were sent. */
export interface ProxiedCall {
  path: string;
  /** With its question mark, or empty. */
  search: string;
}

/**
 * A route that ends with a star sends on what the star stands for, below the target's path. Any other sends the target's path alone, or, if it
 * has none, the call's whole path. The query of a call goes behind the target's own.
 */
export function compileProxy({
  target,
  route,
  isAnswerRead,
}: {
  target: string;
  route: string;
  isAnswerRead: boolean;
}): CompiledProxy {
  const base = new URL(target);
  base.hash = "";
  const basePath = base.pathname.replace(/\/$/, "");
  const segments = splitPath(route);
  const restStart = segments.at(-1) === "*" ? segments.length - 1 : null;
  const pathFor = (path: string): string => {
    if (restStart !== null) return `${basePath}/${splitPath(path).slice(restStart).join("/")}`;
    return basePath === "" ? path : base.pathname;
  };
  return {
    isAnswerRead,
    urlFor({ path, search }) {
      const url = new URL(base);
      // The setter resolves dot segments, encoded ones too.
      url.pathname = pathFor(path);
      if (!`${url.pathname}/`.startsWith(`${basePath}/`)) return null;
      url.search = joinSearch(base.search, search);
      return url.href;
    },
  };
}

function joinSearch(own: string, sent: string): string {
  if (own === "" || sent.length <= 1) return own || sent;
  return `${own}&${sent.slice(1)}`;
}
