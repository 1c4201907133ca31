/** Items in the order in which they came, in a ring. Adding and taking cost the same however many there are. */
export class CallQueue<Item> {
  size = 0;
  /** Its length is a power of two, so that a place is found by masking. */
  private slots: (Item | undefined)[] = new Array<Item | undefined>(slotsMin);
  private head = 0;

  push(item: Item): void {
    if (this.size === this.slots.length) this.resize(this.slots.length * 2);
    this.slots[(this.head + this.size) & (this.slots.length - 1)] = item;
    this.size += 1;
  }

  /** The oldest, which stays. */
  peek(): Item | undefined {
    return this.slots[this.head];
  }

  /** Takes the oldest. */
  shift(): Item | undefined {
    const item = this.slots[this.head];
    if (this.size === 0) return undefined;
    this.slots[this.head] = undefined;
    this.head = (this.head + 1) & (this.slots.length - 1);
    this.size -= 1;
    return item;
  }

  /** Lets go of all that are not wanted any more. */
  keepOnly(isWanted: (item: Item) => boolean): void {
    const kept = this.list().filter(isWanted);
    this.slots = new Array<Item | undefined>(Math.max(slotsMin, 2 ** Math.ceil(Math.log2(kept.length + 1))));
    this.head = 0;
    this.size = 0;
    for (const item of kept) this.push(item);
  }

  private resize(length: number): void {
    const items = this.list();
    this.slots = new Array<Item | undefined>(length);
    this.head = 0;
    for (const [index, item] of items.entries()) this.slots[index] = item;
  }

  private list(): Item[] {
    const items: Item[] = [];
    for (let index = 0; index < this.size; index += 1) {
      const item = this.slots[(this.head + index) & (this.slots.length - 1)];
      if (item !== undefined) items.push(item);
    }
    return items;
  }
}

const slotsMin = 16;
