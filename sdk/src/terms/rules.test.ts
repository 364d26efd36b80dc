import { getAddress } from "viem";
import { describe, expect, it } from "vitest";
import { beyondParent, type OnchainTerms, termsConflict } from "../model/terms.ts";
import { percentOfShare, shareFromPercent } from "../model/units.ts";
import { amountInWords } from "../model/words.ts";
import { baseConditions, endsForBreach } from "./conditions.ts";
import { onchainTermsOf } from "./deed.ts";
import { baseTerms, type Terms } from "./terms.ts";
import { purposes, type UseId } from "./uses.ts";
import { whoGetsWhat } from "./whoGetsWhat.ts";

const rules = { contracts: { compliance: { address: getAddress(`0x${"77".repeat(20)}`) } } };
const base: Terms = { ...baseTerms, uses: ["print"], purposes: ["editorial"], territories: ["DE"] };
const onchain = (change: Partial<Terms>) => onchainTermsOf({ ...base, ...change }, rules);

describe("termsConflict", () => {
  it("needs one sole or exclusive side, and a common use, purpose, territory and field", () => {
    const exclusive = onchain({ exclusivity: "exclusive" });
    expect(termsConflict(onchain({}), onchain({}))).toBe(false);
    expect(termsConflict(exclusive, onchain({}))).toBe(true);
    expect(termsConflict(onchain({}), exclusive)).toBe(true);
    expect(termsConflict(exclusive, exclusive)).toBe(true);
    expect(termsConflict(onchain({ exclusivity: "sole" }), onchain({}))).toBe(true);
    expect(termsConflict(exclusive, onchain({ uses: ["stream"] }))).toBe(false);
    expect(termsConflict(exclusive, onchain({ purposes: ["commercial"] }))).toBe(false);
    expect(termsConflict(exclusive, onchain({ territories: ["AT"] }))).toBe(false);
    expect(termsConflict(exclusive, onchain({ territories: "worldwide" }))).toBe(true);
  });

  it("sells French beside German, and neither beside the whole", () => {
    const [french, german] = ["language: French", "language: German"].map((field) =>
      onchain({ field, exclusivity: "exclusive" }),
    ) as [OnchainTerms, OnchainTerms];
    expect(termsConflict(french, german)).toBe(false);
    expect(termsConflict(french, french)).toBe(true);
    expect(termsConflict(french, onchain({}))).toBe(true);
    expect(termsConflict(french, onchain({ field: "Language:  FRENCH" }))).toBe(true);
  });

  type Right = Pick<Terms, "uses" | "purposes">;
  const every = purposes.map(({ id }) => id);
  const media: UseId[] = ["print", "show-online", "download", "stream", "film"];
  const rights = {
    print: { uses: ["print"], purposes: every },
    web: { uses: ["show-online"], purposes: every },
    film: { uses: ["film", "stream", "perform"], purposes: every },
    broadcast: { uses: ["stream"], purposes: every },
    games: { uses: ["game"], purposes: every },
    performance: { uses: ["perform"], purposes: every },
    editorial: { uses: media, purposes: ["editorial"] },
    advertising: { uses: [...media, "goods"], purposes: ["advertising"] },
    teaching: { uses: ["keep", "print", "perform"], purposes: ["teaching"] },
    research: { uses: ["keep", "mine", "train"], purposes: ["research"] },
    training: { uses: ["train"], purposes: every },
    merchandise: { uses: ["goods"], purposes: ["commercial"] },
    manufacture: { uses: ["manufacture"], purposes: every },
    copies: { uses: ["sell-copies"], purposes: every },
    translation: { uses: ["translate"], purposes: every },
    adaptation: { uses: ["adapt"], purposes: every },
  } as const satisfies Record<string, Right>;
  type RightName = keyof typeof rights;
  const decide = (one: RightName, other: RightName) => {
    const of = (name: RightName) =>
      onchainTermsOf(
        { ...base, ...rights[name], exclusivity: "exclusive", changes: true, derivatives: "allowed" },
        rules,
      );
    return termsConflict(of(one), of(other));
  };

  it.each([
    ["print", "editorial"],
    ["web", "advertising"],
    ["web", "editorial"],
    ["film", "editorial"],
    ["broadcast", "film"],
    ["training", "research"],
    ["advertising", "print"],
    ["teaching", "print"],
    ["performance", "teaching"],
  ] as [RightName, RightName][])("exclusive rights in %s and in %s are not sold side by side", (one, other) => {
    expect(decide(one, other)).toBe(true);
  });

  it.each([
    ["merchandise", "copies"],
    ["merchandise", "manufacture"],
    ["print", "copies"],
    ["translation", "adaptation"],
    ["film", "adaptation"],
    ["games", "film"],
    ["editorial", "advertising"],
  ] as [RightName, RightName][])("exclusive rights in %s and in %s are different acts or purposes", (one, other) => {
    expect(decide(one, other)).toBe(false);
  });
});

describe("beyondParent", () => {
  const tiers = [{ from: 0n, share: 20, perUnit: 0n }];
  const above: Partial<Terms> = {
    uses: ["print", "adapt"],
    purposes: ["editorial", "commercial"],
    territories: ["AT", "DE"],
    field: "language: german",
    exclusivity: "sole",
    sublicensing: 2,
    sublicenceShare: 20,
    passesDown: true,
    changes: true,
    derivatives: "allowed",
    works: 3,
    upstreamShare: 10,
    further: "owes-on",
    conditions: { ...baseConditions, tiers },
  };
  const within: Partial<Terms> = { ...above, sublicensing: 1, exclusivity: "non-exclusive" };

  it("lists nothing for a sublicence that lies within", () => {
    expect(beyondParent(onchain(within), onchain(above))).toEqual([]);
    const nothingNew = { derivatives: "none", works: "any", upstreamShare: 0, further: "free" } as const;
    const smaller = { ...within, ...nothingNew, uses: ["print"], sublicensing: 0, sublicenceShare: 0 } as const;
    expect(beyondParent(onchain(smaller), onchain(above))).toEqual([]);
    expect(beyondParent(onchain({ ...within, further: "ends-there" }), onchain(above))).toEqual([]);
  });

  it.each([
    ["uses", { uses: ["print", "goods"] }],
    ["purposes", { purposes: ["editorial", "advertising"] }],
    ["territories", { territories: "worldwide" }],
    ["field", { field: "all" }],
    ["field", { field: "language: french" }],
    ["exclusivity", { exclusivity: "exclusive" }],
    ["transferable", { transferable: true }],
    ["sublicensing", { sublicensing: 2 }],
    ["sublicenceShare", { sublicenceShare: 19 }],
    ["rules", { passesDown: false }],
    ["rules", { conditions: { ...baseConditions, tiers: [{ from: 0n, share: 19, perUnit: 0n }] } }],
    ["derivatives", { derivatives: "share-alike" }],
    ["works", { works: 4 }],
    ["works", { works: "any" }],
    ["upstreamShare", { upstreamShare: 9 }],
    ["further", { further: "free" }],
  ] as [string, Partial<Terms>][])("names %s", (field, change) => {
    expect(beyondParent(onchain({ ...within, ...change }), onchain(above))).toEqual([field]);
  });

  it("lets nobody call irrevocable what falls with a licence above it", () => {
    const outer = { ...base, sublicensing: 2 };
    const inner: Terms = { ...base, sublicensing: 1 };
    const beyond = (terms: Terms, parent: Terms) =>
      beyondParent(onchainTermsOf(terms, rules), onchainTermsOf(parent, rules));
    const ruled: Terms = { ...outer, conditions: endsForBreach };
    expect(beyond(inner, outer)).toEqual([]);
    expect(beyond(inner, ruled)).toEqual(["fallsWithParent"]);
    expect(beyond({ ...inner, fallsWithParent: true }, ruled)).toEqual([]);
    expect(beyond({ ...inner, conditions: baseConditions }, ruled)).toEqual([]);
    // One that falls can be ended as well, through the one above it.
    expect(beyond(inner, { ...outer, fallsWithParent: true })).toEqual(["fallsWithParent"]);
  });
});

const licensor = `0x${"a1".repeat(20)}` as const;
const above = `0x${"a2".repeat(20)}` as const;

describe("whoGetsWhat", () => {
  const sum = (parts: ReturnType<typeof whoGetsWhat>) => parts.reduce((total, { amount }) => total + amount, 0n);

  it("gives everything to the holders of a work that is made from nothing", () => {
    expect(whoGetsWhat({ amount: 7n, work: 1n })).toEqual([{ to: "holders", work: 1n, depth: 0, amount: 7n }]);
    expect(whoGetsWhat({ amount: 0n, work: 1n })).toEqual([]);
  });

  it("adds up through diamonds and sublicences, for any amount", () => {
    const derivations = [
      { work: 1n, parent: 2n, share: 333_333_333 },
      { work: 1n, parent: 3n, share: 123_456_789 },
      { work: 2n, parent: 4n, share: 500_000_000 },
      { work: 3n, parent: 4n, share: 1_000_000_000 },
      { work: 4n, parent: 5n, share: 1 },
    ];
    for (const amount of [1n, 10n, 999_999_937n, 10n ** 30n + 7n]) {
      expect(sum(whoGetsWhat({ amount, work: 1n, derivations, chain: [{ licensor, share: 123_456_789 }] }))).toBe(
        amount,
      );
    }
    const parts = whoGetsWhat({ amount: 10n ** 18n, work: 1n, derivations });
    expect(parts.map((part) => part.to === "holders" && part.work)).toEqual([1n, 2n, 4n, 5n]);
    expect(sum(parts)).toBe(10n ** 18n);
  });
});

describe("money along a chain of licences", () => {
  // Both deals are 75 to 25: what is paid to the sub-publisher, and what they pay on.
  const deals = [
    { licensor, share: 750_000_000 },
    { licensor: above, share: 750_000_000 },
  ];

  it("divides 100.00 received by a sub-publisher as its deal says", () => {
    expect(whoGetsWhat({ amount: 10_000n, work: 1n, chain: deals.slice(0, 1) })).toEqual([
      { to: "licensor", account: licensor, level: 1, amount: 2_500n },
      { to: "holders", work: 1n, depth: 0, amount: 7_500n },
    ]);
  });

  it("lets every licensor on the way keep their part", () => {
    expect(whoGetsWhat({ amount: 10_000n, work: 1n, chain: deals })).toEqual([
      { to: "licensor", account: licensor, level: 1, amount: 2_500n },
      { to: "licensor", account: above, level: 2, amount: 1_875n },
      { to: "holders", work: 1n, depth: 0, amount: 5_625n },
    ]);
  });

  it("names nobody who gets nothing, and leaves what rounding leaves to the nearest licensor", () => {
    const all = { licensor, share: 1_000_000_000 };
    expect(whoGetsWhat({ amount: 7n, work: 1n, chain: [all] })).toEqual([
      { to: "holders", work: 1n, depth: 0, amount: 7n },
    ]);
    expect(whoGetsWhat({ amount: 1n, work: 1n, chain: deals })).toEqual([
      { to: "licensor", account: licensor, level: 1, amount: 1n },
    ]);
  });
});

describe("shares and amounts", () => {
  it.each([
    ["0", 0],
    ["100", 1_000_000_000],
    ["2,5 %", 25_000_000],
    ["0.0000001", 1],
  ])("reads %j exactly", (text, share) => {
    expect(shareFromPercent(text)).toBe(share);
    expect(shareFromPercent(percentOfShare(share))).toBe(share);
  });

  it.each(["", "-1", "100.0000001", "1e1", "0.00000001", "NaN"])("refuses %j instead of guessing", (text) => {
    expect(() => shareFromPercent(text)).toThrow("is not a share");
  });

  it("writes ether as ether, and tokens in their smallest unit", () => {
    expect(amountInWords(10n ** 17n, "0x0000000000000000000000000000000000000000")).toBe("0.1 ETH");
    expect(amountInWords(2_500_000n, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8")).toBe(
      "2,500,000 of the smallest unit of the token 0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
    );
  });
});
