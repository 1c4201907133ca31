import { Option } from "@commander-js/extra-typings";
import { given } from "./values.ts";

export const adminOption = (): Option<"--admin"> => new Option("--admin", "of the installation, not of the namespace");

/** What of an event webhook can be said on the command line. */
export interface WebhookOptions {
  operation?: string | undefined;
  url?: string | undefined;
  name?: string | undefined;
  method?: string | undefined;
  header?: Readonly<Record<string, string>> | undefined;
  body?: unknown;
  retries?: number | undefined;
  retryDelay?: number | undefined;
  timeout?: number | undefined;
}

/** As the API names it; what is not given is left out. */
export function toWebhookFields(options: WebhookOptions): object {
  const { operation, url, name, method, header, body, retries, retryDelay, timeout } = options;
  return given({ operation, url, name, method, headers: header, body, retryCount: retries, retryDelay, timeout });
}
