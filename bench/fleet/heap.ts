/** What happens next, earliest first; of equal times, what was put in first. */
export type Heap<Item> = {
  push(at: number, item: Item): void;
  /** When the next one is due; Infinity when there is none. */
  nextAt(): number;
  pop(): Item | undefined;
};

export function createHeap<Item>(): Heap<Item> {
  const entries: { at: number; order: number; item: Item }[] = [];
  let order = 0;
  const isBefore = (one: number, other: number) => {
    const [a, b] = [entries[one], entries[other]];
    return a && b ? a.at < b.at || (a.at === b.at && a.order < b.order) : false;
  };
  const swap = (one: number, other: number) => {
    const [a, b] = [entries[one], entries[other]];
    if (!a || !b) return;
    entries[one] = b;
    entries[other] = a;
  };
  return {
    push(at, item) {
      entries.push({ at, order, item });
      order += 1;
      for (let child = entries.length - 1; child > 0; ) {
        const parent = (child - 1) >> 1;
        if (!isBefore(child, parent)) break;
        swap(child, parent);
        child = parent;
      }
    },
    nextAt: () => entries[0]?.at ?? Number.POSITIVE_INFINITY,
    pop() {
      const first = entries[0];
      const last = entries.pop();
      if (!first || !last || entries.length === 0) return first?.item;
      entries[0] = last;
      for (let parent = 0; ; ) {
        let least = parent;
        for (const child of [2 * parent + 1, 2 * parent + 2]) if (isBefore(child, least)) least = child;
        if (least === parent) return first.item;
        swap(parent, least);
        parent = least;
      }
    },
  };
}
