import { type Action, actions, type RatePeriod } from "@understudy/domain";

/** How long a token may live. Null: for ever. */
export const endChoices = [
  { days: 7, text: "In a week" },
  { days: 30, text: "In 30 days" },
  { days: 90, text: "In 90 days" },
  { days: 365, text: "In a year" },
  { days: null, text: "Never" },
] as const;

export const limitPeriods = [
  { period: "minute", text: "a minute" },
  { period: "hour", text: "an hour" },
  { period: "day", text: "a day" },
] as const satisfies readonly { period: RatePeriod; text: string }[];

/** What the procedure takes. */
interface NewTokenInput {
  name: string;
  namespace: string | null;
  allowed_actions: Action[];
  expires_at: string | null;
  rate_limit_per_minute: number | null;
  rate_limit_per_hour: number | null;
  rate_limit_per_day: number | null;
}

/** Reads the form of a new token, or says what is missing in it. The browser has checked single fields. */
export function readTokenForm(form: FormData, now: Date): { input: NewTokenInput } | { problem: string } {
  const chosen = new Set(form.getAll("action"));
  const allowed = actions.filter((action) => chosen.has(action));
  if (form.get("may") === "some" && allowed.length === 0) {
    return { problem: "Choose at least one action, or let the token do everything that you may do." };
  }
  const days = numberOf(form, "days");
  return {
    input: {
      name: textOf(form, "name").trim(),
      namespace: textOf(form, "namespace") || null,
      allowed_actions: form.get("may") === "some" ? allowed : [],
      expires_at: days === null ? null : new Date(now.getTime() + days * 86_400_000).toISOString(),
      rate_limit_per_minute: numberOf(form, "minute"),
      rate_limit_per_hour: numberOf(form, "hour"),
      rate_limit_per_day: numberOf(form, "day"),
    },
  };
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** Null: the field is empty. */
function numberOf(form: FormData, name: string): number | null {
  const text = textOf(form, name);
  return text === "" ? null : Number(text);
}
