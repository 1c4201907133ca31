import { readFile } from "node:fs/promises";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import { createAdapterFactory } from "./adapter-factory.mjs";
import { createOfflineAdapterFactory } from "./offline-adapter.mjs";

/** Starts the WebAssembly schema engine over the given schema files and database. */
export async function loadEngine({ datamodels, databaseUrl }) {
  await instantiate();
  const factory = databaseUrl === undefined ? createOfflineAdapterFactory() : createAdapterFactory(databaseUrl);
  return bindings.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
}

/** What the engine said when it panicked last; the error that JavaScript sees then says only "unreachable". */
export let lastPanic = "";

async function instantiate() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message) {
      lastPanic = message;
    },
  };
  // The package's own entry imports the .wasm file as a module, which Node does only behind a flag.
  const wasmUrl = new URL("schema_engine_bg.wasm", import.meta.resolve("@prisma/schema-engine-wasm"));
  const { instance } = await WebAssembly.instantiate(await readFile(wasmUrl), { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}
