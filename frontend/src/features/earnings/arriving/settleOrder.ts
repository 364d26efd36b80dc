type Edge = { work: bigint; parent: bigint; share: number };

/**
 * The works whose income reaches a work, each before those it is made from: the order in which to settle them. Works
 * that owe nothing upstream carry no money and are left out.
 */
export function settleOrder(root: bigint, edges: readonly Edge[]): bigint[] {
  const paying = edges.filter(({ share }) => share > 0);
  const below = new Set<bigint>();
  for (let wave = [root]; wave.length > 0; ) {
    const next = paying.filter(({ parent, work }) => wave.includes(parent) && !below.has(work)).map(({ work }) => work);
    for (const work of next) below.add(work);
    wave = [...new Set(next)];
  }
  const inside = paying.filter(({ work, parent }) => below.has(work) && below.has(parent));
  const waiting = new Map([...below].map((work) => [work, 0]));
  for (const { parent } of inside) waiting.set(parent, (waiting.get(parent) ?? 0) + 1);
  const ready = [...below].filter((work) => waiting.get(work) === 0);
  const order: bigint[] = [];
  for (let work = ready.shift(); work !== undefined; work = ready.shift()) {
    order.push(work);
    for (const edge of inside) {
      if (edge.work !== work) continue;
      const left = (waiting.get(edge.parent) ?? 1) - 1;
      waiting.set(edge.parent, left);
      if (left === 0) ready.push(edge.parent);
    }
  }
  return order;
}
