import { installationScope, NamespaceNameSchema } from "@understudy/domain";
import { z } from "zod";

/** A namespace, or the installation, where it has event webhooks and deliveries of its own. */
export const ScopeSchema = z.union([NamespaceNameSchema, z.literal(installationScope)]);
