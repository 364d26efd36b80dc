import { readFile } from "node:fs/promises";
import { getAddress, keccak256, stringToBytes, zeroAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../core/json.ts";
import { totalUnits } from "../model/constants.ts";
import { licenceIdOf } from "../model/ids.ts";
import { deedHashOf, orderIdOf, orderTypedData, priceOfPart } from "../model/order.ts";
import {
  type DraftOrderParameters,
  draftOrder,
  listOfDeed,
  OrderError,
  orderProblem,
  standardDeed,
  wordsOfDeed,
} from "./deed.ts";
import {
  orderDocumentOf,
  orderFragmentOf,
  orderSignatureState,
  parseOrder,
  parseOrderFragment,
  type SignedOrder,
  withOrderSignature,
} from "./document.ts";
import { type Encumbrances, encumbranceLines } from "./encumbrances.ts";

const [ines, tomas] = [
  privateKeyToAccount(keccak256(stringToBytes("Ines"))),
  privateKeyToAccount(keccak256(stringToBytes("Tomas"))),
];
const place = { chainId: 1, assignments: getAddress(`0x${"a".repeat(40)}`) };
const work = 0x1234n << 200n;
const licence = licenceIdOf({ work, serial: 3 });
const hash = `0x${"5".repeat(64)}` as const;
const terms = `0x${"6".repeat(48)}` as const;

const carried: Encumbrances = {
  ...{ chainId: 1, work, block: { number: 21_000_000, hash, time: 1_800_000_000 }, controller: ines.address },
  ...{ version: 2, head: hash, granted: 4, changes: 6, resaleRoyalty: 250, untaken: 0 },
  licences: [
    {
      ...{ id: licence, parent: undefined, holder: tomas.address, terms, exclusivity: "sole", ruled: true, seats: 2 },
      ...{ start: 1_790_000_000, endsAt: 1_850_000_000 },
    },
  ],
  offers: [
    {
      ...{ id: hash, licensor: ines.address, terms, currency: zeroAddress, price: 10n ** 16n },
      ...{ closes: 2 ** 40 - 1, state: "lapsed" },
    },
  ],
  upstream: [{ parent: work + 1n, share: 100_000_000 }],
  owed: [{ currency: zeroAddress, amount: 5n }],
  notices: [{ licence: licenceIdOf({ work, serial: 4 }), state: "given", cures: 1_801_000_000, until: 1_809_000_000 }],
  agents: [{ account: ines.address, agent: tomas.address, until: 2 ** 40 - 1 }],
  units: [{ account: ines.address, units: totalUnits }],
};

const draft = (change: Partial<DraftOrderParameters> = {}) =>
  draftOrder({
    ...{ ...place, encumbrances: carried, seller: ines.address, buyer: tomas.address, control: true },
    ...{
      units: 60_000_000,
      currency: zeroAddress,
      price: 3n * 10n ** 18n,
      opens: 1_800_000_000,
      closes: 1_800_604_800,
    },
    salt: `0x${"7".repeat(64)}`,
    ...change,
  });

async function signed(order = draft()): Promise<SignedOrder> {
  const signature = await ines.signTypedData(orderTypedData(place, order));
  const bare = { ...place, order, sellerSignature: undefined, buyerSignature: undefined };
  return withOrderSignature(bare, { party: ines.address, signature });
}

describe("a deed", () => {
  it("lists everything that hangs on the work, and says each fact that is signed", () => {
    const order = draft();
    expect(order.deed).toMatchSnapshot();
    expect(listOfDeed(order)).toEqual(encumbranceLines(carried));
    expect(wordsOfDeed(order)).toBe(standardDeed(order));
    expect(order).toMatchObject({ version: 2, licences: 4, changes: 6, owed: 5n, standing: [licence] });
    expect(orderProblem(place, order)).toBeUndefined();
  });

  it("has the parties' own words, and room for licences that are still sold", () => {
    const order = draft({ words: "# Ours\n\nAs agreed.", room: 3 });
    expect(order.deed.startsWith("# Ours\n\nAs agreed.\n\n## What the work carries\n")).toBe(true);
    expect(order).toMatchObject({ licences: 7, changes: 9 });
    expect(() => draft({ words: "# A\n\n## What is signed here\n\nNothing." })).toThrow(/kept for what the program/);
    expect(() => draft({ words: "# A\u200b" })).toThrow(/nobody sees/);
  });

  it("is refused when it says other facts, or hides something", () => {
    const order = draft();
    expect(orderProblem(place, { ...order, price: 1n })?.sentence).toMatch(/other facts/);
    expect(orderProblem({ ...place, chainId: 2 }, order)?.sentence).toMatch(/other facts/);
    expect(orderProblem(place, { ...order, deed: `${order.deed}\n` })?.field).toBe("deed");
    expect(orderProblem(place, { ...order, deed: "# Nothing" })?.sentence).toMatch(/has no/);
  });

  it("names what can't be sold", () => {
    const wrong: [Partial<DraftOrderParameters>, RegExp, string][] = [
      [{ seller: tomas.address, buyer: ines.address }, /holds 0 %/, "units"],
      [{ seller: tomas.address, buyer: ines.address, units: 0 }, /does not control/, "seller"],
      [{ control: false, units: 0 }, /nothing is sold/, "units"],
      [{ units: 0.5 }, /units/, "units"],
      [{ buyer: ines.address }, /from itself/, "buyer"],
      [{ buyer: zeroAddress }, /named buyer/, "buyer"],
      [{ closes: 1_700_000_000 }, /close before it opens/, "closes"],
    ];
    for (const [change, sentence, field] of wrong) {
      try {
        draft(change);
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(OrderError);
        expect((error as OrderError).shortMessage).toMatch(sentence);
        expect((error as OrderError).field).toBe(field);
      }
    }
  });
});

describe("the price of a part", () => {
  it("is never less than in proportion, and adds up to the whole", () => {
    const order = { control: false, units: 7, price: 100n };
    let paid = 0n;
    for (let taken = 0; taken < 7; taken++) {
      paid += priceOfPart(order, { taken, units: 1 });
      expect(paid * 7n).toBeGreaterThanOrEqual(100n * BigInt(taken + 1));
    }
    expect(paid).toBe(100n);
    expect(priceOfPart({ control: true, units: 0, price: 9n }, { taken: 0, units: 0 })).toBe(9n);
  });
});

describe("the file", () => {
  it("comes back as it went, by file and by link", async () => {
    const order = await signed();
    expect(parseOrder(orderDocumentOf(order))).toEqual(order);
    expect(parseOrderFragment(orderFragmentOf(order))).toEqual(order);
    expect(() => parseOrder({ ...JSON.parse(orderDocumentOf(order)), more: 1 })).toThrow(/more/);
    expect(() => parseOrderFragment(orderFragmentOf(order).slice(0, -40))).toThrow();
  });

  it("tells whose key signed", async () => {
    const order = await signed();
    const state = (signature: `0x${string}` | undefined) => orderSignatureState(order, ines.address, signature);
    expect(await state(order.sellerSignature)).toBe("signed");
    expect(await state(undefined)).toBe("missing");
    expect(await state(`0x${"1".repeat(130)}`)).toBe("not by key");
    expect(await state("0x1234")).toBe("not by key");
    const stranger = privateKeyToAccount(keccak256(stringToBytes("Eve")));
    expect(() => withOrderSignature(order, { party: stranger.address, signature: "0x12" })).toThrow(/no party/);
  });

  it("has the vectors that other programs are held to", async () => {
    const { cases } = JSON.parse(await readFile(new URL("../../vectors/order.json", import.meta.url), "utf8"));
    for (const { document, id, deed, seller } of cases) {
      const order = parseOrder(document);
      expect(orderDocumentOf(order)).toBe(canonicalJson(document));
      expect(orderIdOf(order, order.order)).toBe(id);
      expect(deedHashOf(order.order)).toBe(deed);
      expect(await orderSignatureState(order, order.order.seller, order.sellerSignature)).toBe(seller);
    }
    expect(cases.length).toBeGreaterThan(1);
  });
});

describe("the file by which wallets show words (ERC-7730)", () => {
  it("has exactly the message and fields that are signed", async () => {
    const file = JSON.parse(await readFile(new URL("../../erc7730/assignments.json", import.meta.url), "utf8"));
    const { domain, types } = orderTypedData(place, draft());
    expect(file.context.eip712.domain).toEqual({ name: domain.name, version: domain.version });
    const [[signature, shown], ...more] = Object.entries(
      file.display.formats as Record<string, { fields: { path: string }[] }>,
    ) as [[string, { fields: { path: string }[] }], ...unknown[]];
    expect(more).toEqual([]);
    expect(signature).toBe(`Order(${types.Order.map(({ name, type }) => `${type} ${name}`).join(",")})`);
    expect(shown.fields.map(({ path }) => path.replace(".[]", ""))).toEqual(types.Order.map(({ name }) => name));
    expect(file.context.eip712.schemas[0].types.Order).toEqual(types.Order);
  });
});
