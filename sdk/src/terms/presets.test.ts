import { getAddress, zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import { unlimitedSupply } from "../model/constants.ts";
import { termsConflict } from "../model/terms.ts";
import { onchainTermsOf } from "./deed.ts";
import { type PresetId, presets } from "./presets.ts";
import { baseTerms, type Terms } from "./terms.ts";
import { type PurposeId, purposes, type UseId } from "./uses.ts";
import { offerWarnings, presetWarnings, termsWarnings } from "./warnings.ts";
import { baseWording } from "./wording.ts";

const rules = { contracts: { compliance: { address: getAddress(`0x${"77".repeat(20)}`) } } };
const everyPurpose = purposes.map(({ id }) => id);

/** For each preset, what its title and summary say that it grants, and what they say that it does not. */
const said: Record<PresetId, { grants: [UseId, PurposeId][]; withholds: [UseId, PurposeId][]; terms: Partial<Terms> }> =
  {
    personal: {
      grants: [["keep", "private"]],
      withholds: [
        ["keep", "internal"],
        ["show-online", "private"],
      ],
      terms: { duration: "forever" },
    },
    editorial: {
      grants: [
        ["print", "editorial"],
        ["film", "editorial"],
      ],
      withholds: [
        ["print", "advertising"],
        ["show-online", "commercial"],
      ],
      terms: { changes: true },
    },
    advertising: {
      grants: [
        ["stream", "advertising"],
        ["perform", "advertising"],
      ],
      withholds: [
        ["goods", "advertising"],
        ["print", "editorial"],
      ],
      terms: { seats: "product" },
    },
    commercial: {
      grants: [
        ["goods", "commercial"],
        ["show-online", "advertising"],
      ],
      withholds: [
        ["mark", "commercial"],
        ["train", "commercial"],
      ],
      terms: { transferable: true },
    },
    "buy-out": {
      grants: [
        ["train", "commercial"],
        ["mark", "advertising"],
      ],
      withholds: [["keep", "private"]],
      terms: { exclusivity: "exclusive", sublicensing: 3, duration: "forever" },
    },
    sync: {
      grants: [
        ["film", "commercial"],
        ["stream", "commercial"],
        ["show-online", "advertising"],
      ],
      withholds: [
        ["record", "commercial"],
        ["goods", "commercial"],
      ],
      terms: { sublicensing: 2, seats: "product" },
    },
    recording: {
      grants: [
        ["record", "commercial"],
        ["stream", "commercial"],
      ],
      withholds: [["film", "commercial"]],
      terms: { seats: "product" },
    },
    book: {
      grants: [
        ["print", "commercial"],
        ["download", "commercial"],
      ],
      withholds: [
        ["translate", "commercial"],
        ["film", "commercial"],
      ],
      terms: { exclusivity: "exclusive", field: "language: english" },
    },
    translation: {
      grants: [
        ["translate", "commercial"],
        ["print", "commercial"],
      ],
      withholds: [["film", "commercial"]],
      terms: { field: "language: german", works: 1, derivatives: "allowed" },
    },
    merchandise: {
      grants: [
        ["goods", "commercial"],
        ["show-online", "advertising"],
      ],
      withholds: [
        ["print", "commercial"],
        ["mark", "commercial"],
      ],
      terms: { field: "goods: clothing" },
    },
    software: {
      grants: [["run", "internal"]],
      withholds: [
        ["adapt", "internal"],
        ["sell-copies", "commercial"],
      ],
      terms: { seats: "person" },
    },
    franchise: {
      grants: [
        ["mark", "commercial"],
        ["know-how", "internal"],
        ["manufacture", "commercial"],
      ],
      withholds: [["train", "commercial"]],
      terms: { seats: "place" },
    },
    "film-option": {
      grants: [["adapt", "commercial"]],
      withholds: [
        ["film", "commercial"],
        ["stream", "commercial"],
        ["keep", "private"],
      ],
      terms: { exclusivity: "exclusive", works: 1 },
    },
    "ai-training": {
      grants: [
        ["train", "commercial"],
        ["mine", "research"],
      ],
      withholds: [
        ["prompt", "commercial"],
        ["show-online", "commercial"],
      ],
      terms: { attribution: false },
    },
    dataset: {
      grants: [
        ["extract", "internal"],
        ["mine", "research"],
      ],
      withholds: [
        ["extract", "commercial"],
        ["train", "research"],
      ],
      terms: {},
    },
    remix: {
      grants: [
        ["adapt", "private"],
        ["stream", "commercial"],
        ["download", "commercial"],
      ],
      withholds: [["adapt", "advertising"]],
      terms: { derivatives: "share-alike", upstreamShare: 100_000_000 },
    },
    classroom: {
      grants: [
        ["print", "teaching"],
        ["perform", "teaching"],
      ],
      withholds: [
        ["mine", "teaching"],
        ["keep", "private"],
      ],
      terms: { seats: "place" },
    },
  };

describe("presets grant what their title says", () => {
  it.each(presets.map((preset) => [preset.id, preset.terms as Terms] as const))("%s", (id, terms) => {
    const { grants, withholds, terms: more } = said[id];
    const has = ([use, purpose]: [UseId, PurposeId]) => terms.uses.includes(use) && terms.purposes.includes(purpose);
    expect(grants.filter((each) => !has(each))).toEqual([]);
    expect(withholds.filter(has)).toEqual([]);
    expect(terms).toMatchObject(more);
  });

  it("have a way to end wherever they have duties, and ask nothing for ever", () => {
    for (const { id, terms } of presets) {
      const ids = termsWarnings(terms).map((warning) => warning.id);
      expect([id, ids.filter((each) => !["releases", "societies", "exclusive-for-ever"].includes(each))]).toEqual([
        id,
        [],
      ]);
    }
  });
});

/** Pairs that were once sold side by side although they are one right in substance: each is now one act and purpose. */
const pairs: [string, [UseId[], PurposeId[]], [UseId[], PurposeId[]]][] = [
  ["print and editorial", [["print"], everyPurpose], [["print", "show-online"], ["editorial"]]],
  ["web and advertising", [["show-online"], everyPurpose], [["print", "show-online", "film"], ["advertising"]]],
  ["web and editorial", [["show-online"], everyPurpose], [["print", "show-online"], ["editorial"]]],
  ["films and editorial", [["film"], everyPurpose], [["print", "film"], ["editorial"]]],
  ["broadcast and films", [["stream"], everyPurpose], [["film", "stream"], ["commercial"]]],
  ["AI training and research", [["train"], everyPurpose], [["mine", "train"], ["research"]]],
  ["merchandise and resale", [["goods"], ["commercial"]], [["goods", "sell-copies"], ["commercial"]]],
  ["merchandise and manufacture", [["goods"], ["commercial"]], [["manufacture", "goods"], ["commercial"]]],
  ["print and resale", [["print"], ["commercial"]], [["print", "sell-copies"], ["commercial"]]],
  ["translation and adaptation", [["translate"], ["commercial"]], [["translate", "adapt"], ["commercial"]]],
  ["advertising and print", [["print", "show-online"], ["advertising"]], [["print"], everyPurpose]],
  ["education and print", [["print", "perform"], ["teaching"]], [["print"], everyPurpose]],
  ["performance and education", [["perform"], everyPurpose], [["print", "perform"], ["teaching"]]],
  ["films and adaptation", [["film", "adapt"], ["commercial"]], [["adapt"], everyPurpose]],
  ["games and films", [["game", "film"], ["commercial"]], [["film"], everyPurpose]],
];

describe("what is one right in substance collides", () => {
  const onchain = ([uses, purposes]: [UseId[], PurposeId[]], exclusivity: Terms["exclusivity"]) =>
    onchainTermsOf({ ...baseTerms, uses, purposes, exclusivity, changes: true, derivatives: "allowed" }, rules);
  it.each(pairs)("%s", (_, one, other) => {
    expect(termsConflict(onchain(one, "exclusive"), onchain(other, "non-exclusive"))).toBe(true);
    expect(termsConflict(onchain(other, "exclusive"), onchain(one, "non-exclusive"))).toBe(true);
    expect(termsConflict(onchain(one, "non-exclusive"), onchain(other, "non-exclusive"))).toBe(false);
  });

  it("and what is not, does not: by purpose, and by field", () => {
    const alone = (terms: Partial<Terms>) =>
      onchainTermsOf(
        { ...baseTerms, uses: ["print"], purposes: ["editorial"], exclusivity: "exclusive", ...terms },
        rules,
      );
    expect(termsConflict(alone({}), alone({ purposes: ["advertising"] }))).toBe(false);
    expect(termsConflict(alone({ field: "language: French" }), alone({ field: "language: German" }))).toBe(false);
    expect(termsConflict(alone({ field: "language: French" }), alone({}))).toBe(true);
  });
});

describe("warnings of a clerk", () => {
  const base: Terms = { ...baseTerms, uses: ["print"], purposes: ["editorial"], duration: 86_400 };
  const ids = (warnings: readonly { id: string }[]) => warnings.map(({ id }) => id);
  const cleared = { people: "cleared", property: "none", marks: "none", societies: "none" } as const;

  it("ask about releases where something is advertised or put on goods", () => {
    const advertising: Terms = { ...base, purposes: ["advertising"] };
    expect(ids(termsWarnings(advertising))).toEqual(["releases"]);
    expect(ids(termsWarnings({ ...base, uses: ["goods"] }))).toEqual(["releases"]);
    const answered = (rights: Terms["wording"]["rights"]) => ({ ...advertising, wording: { ...baseWording, rights } });
    expect(ids(termsWarnings(answered(cleared)))).toEqual([]);
    expect(ids(termsWarnings(answered({ ...cleared, marks: "not-cleared" })))).toEqual(["releases"]);
  });

  it("ask about collecting societies where something is performed, broadcast or recorded", () => {
    expect(ids(termsWarnings({ ...base, uses: ["stream"] }))).toEqual(["societies"]);
    expect(ids(termsWarnings({ ...base, uses: ["record"], wording: { ...baseWording, rights: cleared } }))).toEqual([]);
  });

  it("say of a text of one's own that contracts do not read it", () => {
    const own = { title: "Ours", sha256: `0x${"ab".repeat(32)}`, type: "application/pdf", at: "none" } as const;
    expect(ids(termsWarnings({ ...base, purposes: ["advertising"], wording: { ...baseWording, own } }))).toEqual([
      "own-text",
    ]);
  });

  it("say of a preset that was changed that its summary holds no longer", () => {
    const book = presets.find(({ id }) => id === "book")?.terms as Terms;
    expect(presetWarnings("book", book)).toEqual([]);
    expect(presetWarnings("book", { ...book, field: "language: Finnish" })).toEqual([]);
    expect(presetWarnings("book", { ...book, wording: { ...baseWording, law: "Finland" } })).toEqual([]);
    expect(presetWarnings("book", { ...book, field: "all" })).toMatchObject([{ id: "preset-changed" }]);
    expect(presetWarnings("book", { ...book, duration: "forever" })[0]?.sentence).toContain(
      "You began with “Print and book”",
    );
  });

  it("see that any stranger can spoil an exclusive by one cheap purchase", () => {
    const exclusive: Terms = { ...base, exclusivity: "exclusive" };
    const open = { currency: zeroAddress, price: 10n, terms: onchainTermsOf(base, rules) };
    const sale = { currency: zeroAddress, price: 1_000n, supply: 1 };
    expect(ids(offerWarnings(exclusive, sale, [open], rules))).toEqual(["spoiled"]);
    expect(ids(offerWarnings(exclusive, { ...sale, price: 20n }, [open], rules))).toEqual([]);
    expect(
      ids(offerWarnings(exclusive, sale, [{ ...open, currency: getAddress(`0x${"12".repeat(20)}`) }], rules)),
    ).toEqual([]);
    const dear = { currency: zeroAddress, price: 1_000n, terms: onchainTermsOf(exclusive, rules) };
    expect(ids(offerWarnings(base, { ...sale, price: 10n }, [dear], rules))).toEqual(["spoils"]);
    expect(ids(offerWarnings({ ...base, purposes: ["advertising"] }, { ...sale, price: 10n }, [dear], rules))).toEqual(
      [],
    );
  });

  it("ask about an exclusive that is sold without a limit", () => {
    const sale = { currency: zeroAddress, price: 1n, supply: unlimitedSupply };
    expect(ids(offerWarnings({ ...base, exclusivity: "sole" }, sale, [], rules))).toEqual(["exclusive-without-limit"]);
    expect(ids(offerWarnings({ ...base, exclusivity: "sole" }, { ...sale, supply: 1 }, [], rules))).toEqual([]);
    expect(ids(offerWarnings(base, sale, [], rules))).toEqual([]);
  });
});
