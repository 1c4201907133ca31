import eslint from "@eslint/js";
import next from "@next/eslint-plugin-next";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const typescript = ["**/*.ts", "**/*.tsx"];
const tests = ["**/*.test.{ts,tsx,mjs}", "test/**", "e2e/**"];
/** Next.js replaces process.env.NEXT_RUNTIME here when it builds. */
const nextRuntimeReaders = ["apps/web/src/instrumentation.ts"];
/** These read process.env: `config.ts` parses it, `main.ts` hands it over; tools and tests are outside of the product. */
const environmentReaders = [
  // Only test runs set its variable, and it must cost nothing where it stands.
  "packages/runtime/src/failpoint.ts",
  "**/config.ts",
  "**/main.ts",
  "*.config.{ts,js}",
  "scripts/**",
  "prisma/**",
  "bench/**",
  ...tests,
  ...nextRuntimeReaders,
];
/** Packages that compute only (design, "Layout"): clock, randomness and ids are passed in. */
const pureSources = ["packages/{domain,matching,templating,answering}/src/**/*.ts"];

export default tseslint.config(
  {
    ignores: [
      "**/.next/",
      "**/node_modules/",
      ".data/",
      "packages/database/src/generated/",
      "**/next-env.d.ts",
      "test-results/",
      "playwright-report/",
      "apps/cli/dist/",
      // Made from the route table.
      "apps/cli/src/api/rest-api.d.ts",
    ],
  },
  eslint.configs.recommended,
  {
    files: typescript,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // Of two texts, `||` is meant: an empty one counts as absent.
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true, boolean: true } }],
      // Written as a property, a function of an object can be taken out of it.
      "@typescript-eslint/method-signature-style": ["error", "property"],
      "@typescript-eslint/prefer-optional-chain": "error",
      "@typescript-eslint/max-params": ["error", { max: 3 }],
      // Off: the compiler does it (noUnusedLocals), and knows that a schema may be there for its type alone.
      "@typescript-eslint/no-unused-vars": "off",
      // Taking a text apart into characters is meant.
      "@typescript-eslint/no-misused-spread": ["error", { allow: [{ from: "lib", name: "string" }, "string"] }],
      // A number in a text is not a mistake; an object, null or undefined is.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Off: `() => close()` is a fair callback, and `return finish()` a fair early return.
      "@typescript-eslint/no-confusing-void-expression": "off",
      // Off: TypeScript believes that a flag cannot change during an await, so it calls every look at it after one unnecessary.
      "@typescript-eslint/no-unnecessary-condition": "off",
      // Off: it refuses `Promise.withResolvers<void>()`.
      "@typescript-eslint/no-invalid-void-type": "off",
      // Off: interfaces and frameworks ask for a promise where one implementation has nothing to wait for.
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    rules: {
      "max-lines": ["error", { max: 300 }],
      "max-lines-per-function": ["error", { max: 60 }],
      "max-depth": ["error", 3],
      complexity: ["error", 15],
      // `== null` is both null and undefined.
      eqeqeq: ["error", "always", { null: "ignore" }],
      // Off: names and header values are checked for control characters on purpose.
      "no-control-regex": "off",
      "no-console": "error",
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Read settings in config.ts and pass them on." },
      ],
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "node:process", importNames: ["env"], message: "Read settings in config.ts." }] },
      ],
    },
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: { globals: nodeGlobals() },
    rules: { "max-params": ["error", 3] },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: {
      sourceType: "commonjs",
      globals: { require: "readonly", module: "writable", __dirname: "readonly" },
    },
  },
  { files: environmentReaders, rules: { "no-restricted-properties": "off", "no-restricted-imports": "off" } },
  // Scripts talk to whoever runs them.
  { files: ["scripts/**", "prisma/**", "bench/**"], rules: { "no-console": "off" } },
  // A suite is one function around its cases, and a case reads top-down.
  { files: tests, rules: { "max-lines-per-function": "off" } },
  {
    files: pureSources,
    ignores: tests,
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Pass settings in." },
        { object: "Date", property: "now", message: "Pass the time in." },
        { object: "Math", property: "random", message: "Pass randomness in." },
        { object: "crypto", property: "randomUUID", message: "Pass ids in." },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Pass the time in." },
      ],
    },
  },
  {
    files: ["packages/management/src/**/*.ts"],
    ignores: ["**/*.test.ts", "packages/management/src/transact.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "MemberExpression[property.name='$transaction']", message: "Use transact: writers take turns." },
      ],
    },
  },
  {
    files: ["apps/web/**/*.{ts,tsx}"],
    extends: [reactHooks.configs.flat.recommended, next.configs["core-web-vitals"]],
    settings: { next: { rootDir: "apps/web" } },
  },
);

function nodeGlobals() {
  const names = ["process", "console", "Buffer", "URL", "URLSearchParams", "AbortController", "AbortSignal", "fetch"];
  const timers = [
    "setTimeout",
    "clearTimeout",
    "setInterval",
    "clearInterval",
    "setImmediate",
    "globalThis",
    "structuredClone",
  ];
  return Object.fromEntries(
    [...names, ...timers, "WebAssembly", "TextDecoder", "TextEncoder", "performance"].map((name) => [name, "readonly"]),
  );
}
