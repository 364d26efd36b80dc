import { describe, expect, it } from "vitest";
import { settleOrder } from "./arriving.ts";

const edge = (work: bigint, parent: bigint, share = 1) => ({ work, parent, share });

describe("settleOrder", () => {
  it("names a chain from its far end", () => {
    expect(settleOrder(1n, [edge(2n, 1n), edge(3n, 2n), edge(4n, 3n)])).toEqual([4n, 3n, 2n]);
  });

  it("Y07 names each work of a diamond once, after all that pay into it", () => {
    const order = settleOrder(1n, [edge(2n, 1n), edge(3n, 1n), edge(4n, 2n), edge(4n, 3n), edge(3n, 2n)]);
    expect(order).toEqual([4n, 3n, 2n]);
  });

  it("leaves out strangers, ancestors, and works that owe nothing", () => {
    expect(settleOrder(5n, [edge(5n, 1n), edge(6n, 5n), edge(7n, 5n, 0), edge(8n, 9n)])).toEqual([6n]);
    expect(settleOrder(5n, [])).toEqual([]);
  });
});
