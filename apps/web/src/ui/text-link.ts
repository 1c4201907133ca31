/** How a link looks that stands in a text. */
export const textLinkClass =
  "text-accent-strong underline decoration-line-strong underline-offset-2 hover:decoration-current";
