import { parseArgs } from "node:util";

const types = ["trial", "standard", "enterprise"];
const dayMs = 86_400_000;
const longestDays = 36_500;

/** Options of `issue` that are whole numbers, and the limit that each is. */
const limitOptions = {
  users: "users",
  namespaces: "namespaces",
  mocks: "mocks",
  "deliveries-per-day": "deliveriesPerDay",
};

const issueOptions = {
  "private-key": { type: "string" },
  licensee: { type: "string" },
  type: { type: "string", default: "standard" },
  days: { type: "string" },
  expires: { type: "string" },
  id: { type: "string" },
  features: { type: "string", default: "" },
  ...Object.fromEntries(Object.keys(limitOptions).map((name) => [name, { type: "string" }])),
};

/** What was asked for: a command with what it needs, or the problem with it in words. */
export function readArguments([command, ...rest], now) {
  try {
    if (command === "keys") return readKeys(rest);
    if (command === "issue") return readIssue(rest, now);
  } catch (error) {
    return { command: "help", problem: error.message };
  }
  const isAsked = command === undefined || command === "help" || command === "--help";
  return { command: "help", problem: isAsked ? null : `there is no command ${command}` };
}

function readKeys(rest) {
  const { values } = parseArgs({ args: rest, options: { "private-key": { type: "string" } } });
  return { command: "keys", privateKeyFile: need(values, "private-key") };
}

function readIssue(rest, now) {
  const { values } = parseArgs({ args: rest, options: issueOptions });
  if (!types.includes(values.type)) throw new Error(`--type must be ${types.join(", ")}`);
  const limits = Object.entries(limitOptions).flatMap(([option, limit]) =>
    values[option] === undefined ? [] : [[limit, toCount(values, option, 1_000_000_000)]],
  );
  const features = values.features.split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
  const wrong = features.find((name) => !/^[a-z][a-z0-9-]{0,39}$/.test(name));
  if (wrong !== undefined) throw new Error(`--features: ${wrong} must be lower-case letters, digits and -`);
  return {
    command: "issue",
    privateKeyFile: need(values, "private-key"),
    terms: {
      ...(values.id !== undefined && { id: toId(values.id) }),
      type: values.type,
      licensee: need(values, "licensee"),
      issuedAt: now,
      expiresAt: readExpiry(values, now),
      limits: Object.fromEntries(limits),
      features,
    },
  };
}

function readExpiry(values, now) {
  if ((values.days === undefined) === (values.expires === undefined))
    throw new Error("give either --days or --expires");
  if (values.days !== undefined) return new Date(now.getTime() + toCount(values, "days", longestDays) * dayMs);
  const expiresAt = new Date(values.expires);
  if (Number.isNaN(expiresAt.getTime())) throw new Error("--expires must be a date such as 2030-12-31");
  return expiresAt;
}

function need(values, option) {
  if (values[option]) return values[option];
  throw new Error(`--${option} is required`);
}

function toCount(values, option, max) {
  const text = values[option];
  if (/^\d{1,10}$/.test(text) && Number(text) <= max) return Number(text);
  throw new Error(`--${option} must be a whole number from 0 to ${max}`);
}

function toId(text) {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)) return text;
  throw new Error("--id must be 1 to 64 letters, digits, dots, - and _");
}
