import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confirmCreditCall } from "../calls/index.ts";
import type { Credit } from "../content/metadata.ts";
import { creditDigestOf } from "../model/credit.ts";
import { createWorld, found, testAccount, type World } from "../testing/world.ts";
import { readCredits } from "./credits.ts";

let world: World;
const [claimant, coAuthor, stranger] = [testAccount(1), testAccount(2), testAccount(3)];

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.stop());

describe("a credit of a co-author", () => {
  it("is confirmed by the stamp that the named account sends itself, and by no other", async () => {
    const { deployment, context } = world;
    const { id: work } = await world.register(claimant, "The Tide Book");
    const credits: Credit[] = [
      { name: "Ines Okafor", role: "author", account: claimant.address },
      { name: "Jonas Vey", role: "illustrator", account: coAuthor.address },
      { name: "Jonas Vey", role: "translator", account: coAuthor.address },
      { name: "A friend", role: "editor" },
    ];
    const confirmedOf = async () => {
      const standings = found(await readCredits(context, { work, credits }));
      expect(standings.map(({ credit }) => credit)).toEqual(credits);
      return standings.map(({ confirmed }) => confirmed !== undefined);
    };
    expect(await confirmedOf()).toEqual([false, false, false, false]);

    const credit = { work, account: coAuthor.address, name: "Jonas Vey", role: "illustrator" };
    // Anybody may stamp the same digest, and it says nothing of him.
    await world.send(stranger, confirmCreditCall(deployment, credit));
    expect(await confirmedOf()).toEqual([false, false, false, false]);
    const { blockNumber } = await world.send(coAuthor, confirmCreditCall(deployment, credit));
    expect(await confirmedOf()).toEqual([false, true, false, false]);
    const [, standing] = found(await readCredits(context, { work, credits }));
    expect(standing?.confirmed?.block).toBe(Number(blockNumber));

    // In other words, or of another work, it is another credit.
    const reworded = [{ name: "Jonas Vey", role: "author", account: coAuthor.address }];
    expect(found(await readCredits(context, { work, credits: reworded }))[0]?.confirmed).toBeUndefined();
    expect(found(await readCredits(context, { work: work + 1n, credits }))[1]?.confirmed).toBeUndefined();
  });

  it("has a digest that its place, work, account, name and role decide", () => {
    const place = { chainId: 1, works: `0x${"11".repeat(20)}` } as const;
    const credit = { work: 5n, account: `0x${"22".repeat(20)}`, name: "Jonas Vey", role: "author" } as const;
    const digests = [
      creditDigestOf(place, credit),
      creditDigestOf({ ...place, chainId: 2 }, credit),
      creditDigestOf({ ...place, works: credit.account }, credit),
      creditDigestOf(place, { ...credit, work: 6n }),
      creditDigestOf(place, { ...credit, account: place.works }),
      creditDigestOf(place, { ...credit, name: "Jonas" }),
      creditDigestOf(place, { ...credit, role: "editor" }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
    expect(creditDigestOf(place, { ...credit, name: " Jonas Vey " })).toBe(digests[0]);
  });
});
