/** A map of which most have one entry: that one is kept without the 200 bytes that a Map costs. */
export class SmallMap<Value> {
  private onlyKey: string | null = null;
  private onlyValue: Value | undefined = undefined;
  private map: Map<string, Value> | null = null;

  get size(): number {
    return this.map === null ? Number(this.onlyKey !== null) : this.map.size;
  }

  get(key: string): Value | undefined {
    if (this.map !== null) return this.map.get(key);
    return key === this.onlyKey ? this.onlyValue : undefined;
  }

  set(key: string, value: Value): void {
    if (this.map === null && (this.onlyKey === null || this.onlyKey === key)) {
      this.onlyKey = key;
      this.onlyValue = value;
      return;
    }
    this.map ??= new Map(this);
    this.map.set(key, value);
  }

  delete(key: string): void {
    if (this.map !== null) this.map.delete(key);
    else if (this.onlyKey === key) {
      this.onlyKey = null;
      this.onlyValue = undefined;
    }
  }

  *[Symbol.iterator](): IterableIterator<[string, Value]> {
    if (this.map !== null) yield* this.map;
    else if (this.onlyKey !== null && this.onlyValue !== undefined) yield [this.onlyKey, this.onlyValue];
  }
}
