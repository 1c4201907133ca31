/** Kept in a cookie and not in the browser's storage, so that the server renders the right one: no flash. */
export const themeCookieName = "understudy.theme";

export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

/** The theme that a cookie asks for; `system` when it says nothing that we know. */
export function parseTheme(cookie: string | undefined): Theme {
  return themes.find((theme) => theme === cookie) ?? "system";
}
