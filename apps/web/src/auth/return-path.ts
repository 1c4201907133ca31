/** Where to go after signing in: a path of the dashboard, whatever the address line says. */
export function parseReturnPath(next: string | readonly string[] | undefined): string {
  const here = "http://dashboard";
  const path = typeof next === "string" && URL.canParse(next, here) ? next : "";
  const url = new URL(path, here);
  // Next.js adds this when it asks for a part of a page.
  url.searchParams.delete("_rsc");
  const isPage = url.origin === here && url.pathname.startsWith("/ui/");
  return isPage ? `${url.pathname}${url.search}` : "/ui/mocks";
}

/** Address of the sign-in page that leads back to where the user was. */
export function signInPath(returnPath: string): string {
  return `/ui/sign-in?${new URLSearchParams({ next: parseReturnPath(returnPath) }).toString()}`;
}
