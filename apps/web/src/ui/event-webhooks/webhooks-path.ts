import { installationScope } from "@understudy/domain";

/** Where the event webhooks of a namespace, or of the installation, are. */
export function webhooksPath(scope: string): string {
  return scope === installationScope ? "/ui/admin/webhooks" : `/ui/${scope}/settings/webhooks`;
}

/** Where deliveries of a namespace, or of the installation, are. */
export function deliveriesPath(scope: string): string {
  return scope === installationScope ? "/ui/admin/deliveries" : `/ui/${scope}/deliveries`;
}
