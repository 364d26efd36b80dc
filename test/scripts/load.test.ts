import { encodeErrorResult, getAddress, type Hex, zeroAddress, zeroHash } from "viem";
import { expect, test } from "vitest";
import { explained } from "../../bench/load/person.ts";
import { type Facts, isRight, reconcile, type SoldLicence } from "../../bench/load/reconcile.ts";
import { readArguments } from "../../bench/load/runLoad.ts";
import { createTally } from "../../bench/load/tally.ts";
import { offersAbi } from "../../sdk/src/abi/generated.ts";
import { forever, totalUnits, unlimitedSupply } from "../../sdk/src/model/constants.ts";
import type { OnchainTerms } from "../../sdk/src/model/terms.ts";

const account = (digit: string) => getAddress(`0x${digit.repeat(40)}`);
const [ines, tomas, dollar] = [account("1"), account("2"), account("d")];
const ether = zeroAddress;
const [original, made] = [7n, 8n];
const idOf = (work: bigint, serial: number) => (work << 32n) + BigInt(serial);
const [first, second] = [idOf(original, 1), idOf(original, 2)];
const below = idOf(original, 3);
const plain: Hex = `0x${"a".repeat(64)}`;
const passedOn: Hex = `0x${"b".repeat(64)}`;

const terms: OnchainTerms = {
  ...{ uses: 3n, purposes: 1, territories: 1n, field: zeroHash, duration: 100, exclusivity: 0, transferable: true },
  ...{ sublicensing: 1, sublicenceShare: 0, fallsWithParent: false, passesDown: false, derivatives: 1, works: 0 },
  ...{ upstreamShare: 0, further: 0, rules: zeroAddress, conditions: zeroHash, deed: zeroHash },
};

const licence = (id: bigint, parent: bigint, start: number): SoldLicence => ({
  ...{ id, work: original, parent, offer: parent === 0n ? plain : passedOn, terms, seats: 2, start, end: start + 100 },
});

/**
 * Ines registered a work, and Tomas one made from it, which owes it a tenth. He bought two licences for 1,000 wei each and
 * passed one on to her; 500 came for a sublicence, all of it his; she paid 999 wei into his work, of which 99 moved up and
 * he took 450. Of hers he holds a quarter.
 */
function facts(): Facts {
  const licences = [
    { id: first, holder: tomas },
    { id: second, holder: ines },
    { id: below, holder: ines },
  ];
  const paid = { event: "paid", currency: ether } as const;
  return {
    currencies: [
      { address: ether, symbol: "ETH" },
      { address: dollar, symbol: "dUSD" },
    ],
    books: [
      {
        person: ines,
        ...{ start: { [ether]: 10_000n, [dollar]: 70n }, end: { [ether]: 8_476n, [dollar]: 70n } },
        ...{ paid: { [ether]: 1_499n }, received: {}, gas: 25n },
      },
      {
        person: tomas,
        ...{ start: { [ether]: 10_000n, [dollar]: 5n }, end: { [ether]: 8_690n, [dollar]: 0n } },
        ...{ paid: { [ether]: 2_000n, [dollar]: 5n }, received: { [ether]: 750n }, gas: 60n },
      },
    ],
    events: [
      { event: "registered", work: original, holders: [{ account: ines, units: totalUnits }], parents: [] },
      {
        ...{ event: "registered", work: made, holders: [{ account: tomas, units: totalUnits }] },
        parents: [{ work: original, share: 100_000_000 }],
      },
      { ...paid, work: original, amount: 1_000n },
      { event: "taken", work: original, holder: ines, units: BigInt(totalUnits) },
      { event: "moved", work: original, from: ines, to: tomas, units: BigInt(totalUnits / 4) },
      { ...paid, work: original, amount: 1_000n },
      { event: "paid", work: original, currency: dollar, amount: 5n },
      { event: "credited", account: tomas, currency: ether, amount: 500n },
      { ...paid, work: made, amount: 999n },
      { event: "settled", transaction: zeroHash, work: made, parent: original, currency: ether, amount: 99n },
      { event: "taken", work: made, holder: tomas, units: BigInt(totalUnits) },
      { event: "claimed", work: made, holder: tomas, currency: ether, amount: 450n },
      { event: "withdrawn", account: tomas, currency: ether, amount: 300n },
    ],
    held: [
      { contract: "royalties", currency: ether, amount: 2_749n },
      { contract: "offers", currency: ether, amount: 0n },
      { contract: "royalties", currency: dollar, amount: 5n },
    ],
    claimable: [
      { work: original, currency: ether, holder: ines, amount: 1_824n },
      { work: original, currency: ether, holder: tomas, amount: 274n },
      { work: original, currency: dollar, holder: ines, amount: 3n },
      { work: original, currency: dollar, holder: tomas, amount: 1n },
      { work: made, currency: ether, holder: tomas, amount: 449n },
    ],
    waiting: [
      { account: tomas, currency: ether, amount: 200n },
      { account: ines, currency: ether, amount: 0n },
    ],
    units: [
      { work: original, holder: ines, units: BigInt((totalUnits / 4) * 3) },
      { work: original, holder: tomas, units: BigInt(totalUnits / 4) },
      { work: made, holder: tomas, units: BigInt(totalUnits) },
    ],
    sold: [licence(first, 0n, 0), licence(second, 0n, 0), licence(below, first, 0)],
    licences: { chain: licences, index: licences, receipts: licences },
    offers: [
      { id: plain, supply: 4, sold: 4 },
      { id: passedOn, supply: unlimitedSupply, sold: 2 },
    ],
  };
}

/** What is wrong, by its name and what differs. */
const wrongIn = (changed: Partial<Facts>) =>
  reconcile({ ...facts(), ...changed })
    .filter((it) => !isRight(it))
    .map(({ what, differences }) => `${what}: ${differences.map((it) => `${it.expected} and ${it.found}`).join(", ")}`);

/** A list with one item changed. */
const changed = <Item extends object>(list: readonly Item[], at: number, change: Partial<Item>): Item[] =>
  list.map((item, i) => (i === at ? { ...item, ...change } : item));

test("what adds up is found right, and each figure was compared", () => {
  expect(wrongIn({})).toEqual([]);
  const rows = reconcile(facts());
  expect(rows.filter(({ what, compared }) => compared === 0 && !/exclusive|dUSD/.test(what))).toEqual([]);
  expect(rows.find(({ what }) => what.startsWith("paid in by all people"))).toMatchObject({
    ...{ expected: "3499", found: "3499" },
  });
});

test("one wei that somebody lacks, has too much, or paid twice is found", () => {
  const { books } = facts();
  const less = changed(books, 0, { end: { [ether]: 8_475n, [dollar]: 70n } });
  expect(wrongIn({ books: less })).toEqual(["what each person has, in ETH: 8476 and 8475"]);
  const gas = changed(books, 1, { gas: 59n });
  expect(wrongIn({ books: gas })).toEqual(["what each person has, in ETH: 8691 and 8690"]);
  const twice = changed(books, 1, { end: { [ether]: 8_690n, [dollar]: 1n } });
  expect(wrongIn({ books: twice })).toEqual(["what each person has, in dUSD: 0 and 1"]);
});

test("one wei that is gone from a contract, or lies in the wrong one, is found", () => {
  const { held } = facts();
  expect(wrongIn({ held: changed(held, 0, { amount: 2_748n }) })).toEqual([
    "paid in by all people, and taken out or still there, in ETH: 3499 and 3498",
    "what each contract has and owes, in ETH: 2749 and 2748",
  ]);
  const elsewhere = changed(changed(held, 0, { amount: 2_748n }), 1, { amount: 1n });
  expect(wrongIn({ held: elsewhere })).toEqual(["what each contract has and owes, in ETH: 2749 and 2748, 0 and 1"]);
});

test("one wei too much or too little for a holder, a licensor or an earlier work is found", () => {
  const { claimable, waiting, events } = facts();
  expect(wrongIn({ claimable: changed(claimable, 1, { amount: 275n }) })).toEqual([
    "what each holder can claim of each work, in ETH: 274 and 275",
  ]);
  expect(wrongIn({ waiting: changed(waiting, 0, { amount: 199n }) })).toEqual([
    "what waits for each licensor of sublicences, in ETH: 200 and 199",
  ]);
  const settled = events.map((event) => (event.event === "settled" ? { ...event, amount: 98n } : event));
  expect(wrongIn({ events: settled })).toEqual(["what each settlement moved to an earlier work: 99 and 98"]);
});

test("a payment that no log tells of is found", () => {
  const events = facts().events.filter((event) => !(event.event === "paid" && event.currency === dollar));
  expect(wrongIn({ events })).toEqual([
    "what each contract has and owes, in dUSD: 0 and 5",
    "what each holder can claim of each work, in dUSD: 0 and 3, 0 and 1",
  ]);
});

test("a unit that is lost, and one that nobody gave, are found", () => {
  const { units } = facts();
  expect(wrongIn({ units: changed(units, 2, { units: BigInt(totalUnits - 1) }) })).toEqual([
    "units of each work, those included that nobody took yet: 100000000 and 99999999",
    "units of each holder: 100000000 and 99999999",
  ]);
});

test("a licence that an account of them lacks, has twice, makes up or gives to somebody else is found", () => {
  const { licences } = facts();
  const { chain } = licences;
  const lost = chain.slice(1);
  expect(wrongIn({ licences: { ...licences, index: lost } })).toEqual([
    `licences of the contract, and of the index: ${tomas} and no such licence`,
  ]);
  expect(wrongIn({ licences: { ...licences, receipts: lost } })).toEqual([
    `licences of the contract, and in the receipts of who bought them: ${tomas} and no such licence`,
  ]);
  const more = [...chain, { id: idOf(original, 4), holder: ines }];
  expect(wrongIn({ licences: { ...licences, index: more } })).toEqual([
    `licences of the contract, and of the index: no such licence and ${ines}`,
  ]);
  const twice = [...chain, ...chain.slice(0, 1)];
  expect(wrongIn({ licences: { ...licences, index: twice } })).toEqual([
    "licences of the contract, and of the index: 3 and 4, some of them twice",
  ]);
  const other = changed(chain, 0, { holder: ines });
  expect(wrongIn({ licences: { ...licences, index: other } })).toEqual([
    `licences of the contract, and of the index: ${tomas} and ${ines}`,
  ]);
  expect(wrongIn({ licences: { chain: lost, index: lost, receipts: lost } })).toEqual([
    `licences of the contract, and sales in the logs: no such licence and sold`,
  ]);
});

test("one more than a supply, one seat too many below, and an exclusive right sold twice are found", () => {
  const { offers, sold } = facts();
  expect(wrongIn({ offers: changed(offers, 0, { sold: 5 }) })).toEqual([
    "what was sold under each offer with a limit: at most 4 and 5",
  ]);
  expect(wrongIn({ sold: changed(sold, 2, { seats: 3 }) })).toEqual([
    "seats below each licence with sublicences: at most 2 and 3",
  ]);
  const exclusive = { ...terms, exclusivity: 2 };
  const both = changed(sold, 1, { terms: exclusive });
  expect(wrongIn({ sold: both })).toEqual([
    "an exclusive or sole right beside another licence of its work: at most 0 and 1",
  ]);
  // One after the other, or in another country, they are no such thing.
  expect(wrongIn({ sold: changed(both, 1, { start: 100, end: forever }) })).toEqual([]);
  expect(wrongIn({ sold: changed(both, 1, { terms: { ...exclusive, territories: 2n } }) })).toEqual([]);
});

test("a refusal is foreseen only where somebody else can have been quicker", () => {
  const data = encodeErrorResult({ abi: offersAbi, errorName: "Offers_SoldOut", args: [plain, 0, 1n] });
  const refusal = explained(Object.assign(new Error("execution reverted"), { data }));
  expect(refusal.name).toBe("Offers_SoldOut");
  const tally = createTally();
  expect(tally.refused("buy", refusal)).toBe(true);
  expect(tally.refused("buy", refusal)).toBe(true);
  expect(tally.refused("claim", refusal)).toBe(false);
  expect(tally.refused("buy", explained(new Error("nonsense")))).toBe(false);
  tally.late("renew", "the offer is closed");
  tally.waited("Come back.");
  tally.waited("Come back.");
  for (const milliseconds of [5, 1, 3]) tally.done("buy", milliseconds);
  tally.answered(40);
  const { deeds, refused, unforeseen, waits, answers } = tally.figures();
  expect(answers).toEqual({ count: 1, median: 40, p99: 40 });
  expect(waits).toEqual({ "Come back.": 2 });
  expect(deeds.find(({ deed }) => deed === "buy")).toEqual({ deed: "buy", done: 3, refused: 2, median: 3, p99: 5 });
  expect(refused.map(({ deed, name, times }) => [deed, name, times])).toEqual([
    ["buy", "Offers_SoldOut", 2],
    ["renew", "seen in time", 1],
  ]);
  expect(unforeseen.map(({ deed, name, times }) => [deed, name, times])).toEqual([
    ["claim", "Offers_SoldOut", 1],
    ["buy", "Unknown", 1],
  ]);
  expect(unforeseen[1]?.sentence).toContain("nonsense");
});

test("what a run is asked for is read, or refused in a sentence that says what to give", () => {
  const fifty = { people: 50, length: { minutes: 10 }, seed: "1", json: false };
  expect(readArguments([])).toEqual(fifty);
  const short = ["--people", "4", "--rounds", "3", "--seed", "x", "--json"];
  expect(readArguments(short)).toEqual({ people: 4, length: { rounds: 3 }, seed: "x", json: true });
  expect(() => readArguments(["--people", "1"])).toThrow("“1” is no number of people. Give one from 2 to 500.");
  expect(() => readArguments(["--minutes", "ten"])).toThrow("“ten” is no number of minutes. Give one from 1 to 600.");
  expect(() => readArguments(["--rounds", "0"])).toThrow("“0” is no number of rounds");
  expect(() => readArguments(["--minutes", "1", "--rounds", "1"])).toThrow("Give minutes or rounds, not both");
});
