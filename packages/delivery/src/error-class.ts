import { egressErrorClasses } from "@understudy/egress";

/** Why an attempt failed, over all transports; those of egress are described there. */
export const errorClasses = [
  ...egressErrorClasses,
  /** The target answered, but not with success. */
  "status",
  /** The broker refused the user, or what the user may reach. */
  "login",
  /** The broker has no such topic or exchange, or no queue for the message. */
  "route",
  /** The message is larger than we send or the broker takes. */
  "size",
  /** A rendered header is one that may not be sent; nothing was sent. */
  "header",
  /** The message could not be rendered: no attempt was made. */
  "render",
  /** A bug of ours: something was thrown inside a transport. */
  "panic",
] as const;
export type ErrorClass = (typeof errorClasses)[number];

/** Failures that another attempt with the same bytes cannot mend: they are final at once (contract F71). */
export const finalErrorClasses: readonly ErrorClass[] = ["guard", "size", "header", "render"];
