import { type Hex, keccak256, numberToHex, type PublicClient } from "viem";
import { describe, expect, it } from "vitest";
import { makeBundle } from "../testing/bundles.ts";
import { nodeAddressOf, readTrustedBlocks, type TrustedBlock } from "./trust.ts";
import { verifyBundle } from "./verifyBundle.ts";

const { bundle, files } = makeBundle({ withAnchor: true });
const [block] = bundle.blocks as [(typeof bundle.blocks)[number]];
const anchor = bundle.stamp?.manifest?.anchor as { number: number; hash: Hex };
const other = keccak256("0x01");

const verdictOf = (...trusted: TrustedBlock[]) => verifyBundle({ bundle, files, trusted });
const outcomeOf = (verdict: ReturnType<typeof verdictOf>, id: string) =>
  verdict.steps.find((step) => step.id === id)?.outcome;
const right = { hash: block.hash, number: block.number, chainId: 1, source: "you" };
const node = { hash: other, number: block.number, chainId: 1, source: "the expert's node" };

describe("sources that contradict one another", () => {
  it.each<[string, TrustedBlock[]]>([
    ["a node against a hash that was typed", [right, node]],
    ["a hash that was typed without a number, against a node", [{ hash: block.hash, source: "you" }, node]],
    ["in the other order", [node, right]],
    ["too few nodes against a hash that was typed", [right, { ...node, weak: true }]],
    ["one against many", [right, { ...right, source: "a" }, { ...right, source: "b" }, node]],
    ["the same hash as that of another block", [right, { ...right, number: block.number + 1 }]],
  ])("never leave “proved” standing, and are shown: %s", (_, trusted) => {
    const verdict = verdictOf(...trusted);
    expect(verdict.verdict).toBe("cannot-know");
    const [sentence = ""] = verdict.problems;
    expect(verdict.notChecked).toContain(sentence);
    for (const { hash, source } of trusted) {
      expect(sentence).toContain(hash);
      expect(sentence).toContain(source);
    }
  });

  it("disprove the evidence if all that is trusted speaks against it", () => {
    const verdict = verdictOf(node, { ...node, hash: keccak256("0x02"), source: "another node" });
    expect(verdict.verdict).toBe("disproved");
    expect(verdict.sentence).toContain("the expert's node");
    expect(verdict.sentence).toContain("another node");
    expect(verdictOf({ ...node, weak: true }).verdict).toBe("cannot-know");
  });

  it("do not overlook a hash of nobody knows which block", () => {
    const stray = { hash: other, source: "a note" };
    expect(verdictOf(stray)).toMatchObject({ verdict: "disproved" });
    const both = verdictOf(right, stray);
    expect(both.verdict).toBe("cannot-know");
    expect(outcomeOf(both, "trust:unplaced")).toBe("not-checked");
    expect(both.problems.join()).toContain("a note");
  });

  it("are heard about the block that the list of files names", () => {
    const wrong = { hash: other, number: anchor.number, chainId: 1, source: "a node" };
    const alone = verdictOf(right, wrong);
    expect(alone.verdict).toBe("proved");
    expect(alone.stamp?.notBefore).toBeUndefined();
    expect(alone.problems.join()).toContain("not on the chain, or no more");
    const known = { hash: anchor.hash, number: anchor.number, chainId: 1, source: "you" };
    expect(verdictOf(right, known).stamp?.notBefore?.number).toBe(anchor.number);
    expect(verdictOf(right, known, wrong).verdict).toBe("cannot-know");
  });

  it("include a block that names another parent than what is trusted of the block before it", () => {
    const number = anchor.number + 1;
    const child = makeBundle({ withAnchor: true, header: { number: numberToHex(number) } }).bundle;
    const moved = { ...child, blocks: child.blocks.map((known) => ({ ...known, number })) };
    const trusted = [{ ...right, number, hash: moved.blocks[0]?.hash as Hex }];
    expect(verifyBundle({ bundle: moved, trusted })).toMatchObject({
      verdict: "proved",
      problems: [expect.any(String)],
    });
    const known = { hash: anchor.hash, chainId: 1, source: "you" };
    expect(verifyBundle({ bundle: moved, trusted: [...trusted, known] }).verdict).toBe("cannot-know");
  });
});

describe("nodes that are asked", () => {
  const answering = (hash: Hex | undefined, chain = 1, finalized = 10n ** 9n) =>
    ({
      getChainId: async () => chain,
      getBlock: async ({ blockNumber, blockTag }: { blockNumber?: bigint; blockTag?: string }) => {
        if (blockTag) return { number: finalized };
        if (hash === undefined) throw new Error("down");
        return { hash, number: blockNumber };
      },
    }) as unknown as PublicClient;
  const ask = (hashes: (Hex | undefined)[], need?: number) =>
    readTrustedBlocks({
      nodes: hashes.map((hash, i) => ({ name: `n${i + 1}`, client: answering(hash) })),
      need,
      chainId: 1,
      number: 7,
    });

  it("are each heard: who agrees, who contradicts, who is silent", async () => {
    const { trusted, problems } = await ask([other, other, block.hash, undefined]);
    expect(trusted.map(({ hash, weak }) => [hash, weak ?? false])).toEqual([
      [other, true],
      [block.hash, true],
    ]);
    expect(problems.join("\n")).toMatch(/n4 gave no answer/);
    expect(problems.join("\n")).toMatch(/Fewer than 3 of 4 nodes agree/);
    expect(problems.join("\n")).toMatch(/The nodes disagree/);
    const { trusted: agreed } = await ask([other, other, block.hash]);
    expect(agreed.map(({ weak }) => weak ?? false)).toEqual([false, true]);
    expect(agreed[0]?.source).toContain("2 of 3 nodes (n1, n2; they count it as final)");
    expect((await ask([other, block.hash], 1)).trusted.map(({ weak }) => weak ?? false)).toEqual([false, false]);
    await expect(ask([other], 2)).rejects.toThrow("can't agree");
  });

  it("of another chain, or with another block, have no vote", async () => {
    const elsewhere = await readTrustedBlocks({
      nodes: [{ name: "a", client: answering(other, 5) }],
      chainId: 1,
      number: 7,
    });
    expect(elsewhere.trusted).toEqual([]);
    expect(elsewhere.problems[0]).toContain("a serves chain 5");
  });

  it("have one address, however it is written", () => {
    const spelled = ["http://Node.example:80", "http://node.example/", "HTTP://node.example#x", "http://node.example"];
    expect(new Set(spelled.map(nodeAddressOf)).size).toBe(1);
    expect(nodeAddressOf("http://node.example/a")).not.toBe(nodeAddressOf("http://node.example/b"));
  });
});
