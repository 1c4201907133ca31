import { defineConfig } from "vitest/config";

const never = ["**/node_modules/**", "**/.next/**"];

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
    },
  };
}
