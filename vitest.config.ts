import { defineConfig } from "vitest/config";

const never = ["**/node_modules/**", "**/.next/**"];

/** What is waited for may take a while on two busy cores; a test that waits for nothing is not slower for it. */
const patiently = { poll: { timeout: 15_000 } };

/**
 * "unit" needs nothing. Files named *.db.test.ts, *.kafka.test.ts and *.rabbitmq.test.ts talk to a real PostgreSQL, Kafka or RabbitMQ,
 * which the global set-up of their project starts once.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{packages,apps,scripts,bench}/**/*.test.{ts,mjs}"],
          exclude: [...never, "**/*.{db,kafka,rabbitmq}.test.ts", "scripts/check.test.mjs"],
          expect: { poll: { timeout: 4_000 } },
        },
      },
      {
        test: {
          name: "integration",
          include: ["{packages,apps,prisma}/**/*.db.test.ts"],
          exclude: never,
          globalSetup: ["test/postgres-global-setup.ts"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
          expect: patiently,
        },
      },
      brokerProject("kafka"),
      brokerProject("rabbitmq"),
    ],
  },
});

function brokerProject(name: "kafka" | "rabbitmq") {
  return {
    test: {
      name,
      include: [`{packages,apps}/**/*.${name}.test.ts`],
      exclude: never,
      globalSetup: [`test/${name}-global-setup.ts`],
      testTimeout: 20_000,
      hookTimeout: 60_000,
      expect: patiently,
    },
  };
}
