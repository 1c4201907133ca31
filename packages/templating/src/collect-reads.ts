import type { ReadKeys, TemplateReads } from "./template-reads.ts";

/** Gathers, while a template is compiled, what it will read and what in it can never resolve. */
export class ReadsCollector {
  requestBody = false;
  response = false;
  readonly headers = new KeyCollector();
  readonly query = new KeyCollector();
  readonly global = new KeyCollector();
  readonly chain = new KeyCollector();
  readonly mock = new KeyCollector();
  readonly callbacks = new KeyCollector();
  readonly unresolvable: string[] = [];

  toReads(): TemplateReads {
    return {
      requestBody: this.requestBody,
      headerNames: this.headers.toKeys(),
      queryNames: this.query.toKeys(),
      response: this.response,
      globalStoreKeys: this.global.toKeys(),
      chainStoreKeys: this.chain.toKeys(),
      mockStoreKeys: this.mock.toKeys(),
      callbackNames: this.callbacks.toKeys(),
    };
  }
}

/** Keys of one store. */
export class KeyCollector {
  readonly #keys = new Set<string>();
  #isAll = false;

  add(keys: ReadKeys): void {
    if (keys === "all") this.#isAll = true;
    else for (const key of keys) this.#keys.add(key);
  }

  toKeys(): ReadKeys {
    return this.#isAll ? "all" : [...this.#keys];
  }
}
