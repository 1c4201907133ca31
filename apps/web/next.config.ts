import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const nextConfig: NextConfig = {
  poweredByHeader: false,
  // `npm run check` checks types; whoever starts the product does not wait for that.
  typescript: { ignoreBuildErrors: true },
  outputFileTracingRoot: fileURLToPath(new URL("../..", import.meta.url)),
  turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) },
  transpilePackages: [
    "@understudy/database",
    "@understudy/domain",
    "@understudy/jobs",
    "@understudy/management",
    "@understudy/matching",
    "@understudy/runtime",
  ],
  // Native code, worker threads and modules that read files beside themselves stay outside of the bundle.
  serverExternalPackages: [
    "@aws-sdk/client-s3",
    "@aws-sdk/lib-storage",
    "@node-rs/argon2",
    "pg",
    "pino",
    "pino-pretty",
    "swagger-ui-dist",
  ],
};

export default nextConfig;
