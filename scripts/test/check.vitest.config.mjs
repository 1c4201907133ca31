import { defineConfig } from "vitest/config";

/** The tests of `npm run check` itself: slow, each runs the real tools over a copy of the tree. */
export default defineConfig({
  test: { name: "check", include: ["scripts/check.test.mjs"], testTimeout: 300_000, hookTimeout: 180_000 },
});
