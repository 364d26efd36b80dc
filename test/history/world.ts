import {
  createHolders,
  type Deployment,
  forever,
  type HolderTree,
  holderTree,
  isSameAddress,
  leafOf,
  type Offer,
  offerIdOf,
  totalUnits,
  unlimitedSupply,
  workIdOf,
  worldwide,
} from "@colophon/sdk";
import type { SignedAgreement } from "@colophon/sdk/agreements";
import type { SignedOrder } from "@colophon/sdk/assignments";
import { type Call, defineTermsCall, offerTypedData, type Registration } from "@colophon/sdk/calls";
import { conditionsHashOf, type OnchainConditions, type OnchainTerms, termsIdOf } from "@colophon/sdk/terms";
import type { testAccount } from "@colophon/sdk/testing";
import {
  type Abi,
  type Address,
  concat,
  getContractAddress,
  type Hex,
  keccak256,
  toHex,
  zeroAddress,
  zeroHash,
} from "viem";

export type Person = ReturnType<typeof testAccount>;

type KnownWork = {
  id: bigint;
  claimant: Person;
  controller: Address;
  registration: Registration;
  holders: HolderTree | undefined;
  /** Its latest version, the file in it, and how many there are. */
  version: { previous: Hex; contentRoot: Hex; metadataDigest: Hex; time: number };
  file: { digest: Hex; blinding: Hex };
  versions: number;
};

type KnownTerms = { terms: OnchainTerms; conditions: OnchainConditions };

type KnownOffer = KnownTerms & { id: Hex; offer: Offer; signature: Hex };

type Report = { period: number; units: bigint; revenue: bigint };

export type KnownLicence = {
  id: bigint;
  holder: Address;
  seats: number;
  offer: KnownOffer;
  reports: Report[];
  /** When it runs out unless it is renewed, surrendered or terminated. */
  until: number;
};

type Planned = { from: Person; drawn: ReturnType<typeof drawRegistration> };

/** What happened so far, as far as what comes next is likelier to succeed by it. */
export type Memory = {
  /** Registrations that were stamped and not made yet. */
  planned: Planned[];
  works: KnownWork[];
  terms: KnownTerms[];
  offers: KnownOffer[];
  licences: KnownLicence[];
  agreements: { signed: SignedAgreement; signers: Person[] }[];
  orders: SignedOrder[];
  disputes: number;
  /** What received money, and who took units: there is something to claim. */
  paid: { work: bigint; currency: Address }[];
  taken: { work: bigint; holder: Address }[];
  /** Works whose tills were sent something. */
  sent: bigint[];
  /** Licences that notice was given for. */
  noticed: KnownLicence[];
};

type Mock = { address: Address; abi: Abi };

export type World = {
  deployment: Deployment;
  people: readonly Person[];
  tokens: readonly Mock[];
  arbitrator: Mock;
  dice: {
    roll(sides: number): number;
    upTo(most: bigint): bigint;
    pick<T>(list: readonly T[]): T;
  };
  memory: Memory;
  /** Seconds since 1970 of the block that comes next. */
  now(): number;
};

/** Who sends what, and what is to be remembered of it if it succeeds. */
export type Acted = { from: Person; call: Call; noted?: () => void };

/* WHAT IS DRAWN */

export const anything = ({ dice }: World) => toHex(dice.upTo(2n ** 256n - 1n), { size: 32 });
export const anybody = ({ dice, people }: World) => dice.pick(people);
export const currency = ({ dice, tokens }: World) => dice.pick([zeroAddress, ...tokens.map(({ address }) => address)]);
export const amount = ({ dice }: World) => dice.upTo(10n ** BigInt(dice.roll(16)));
export const later = (world: World) => BigInt(world.now() + 1_000);

/** One of a list, rather a late one; undefined of an empty one. */
export function recent<T>({ dice }: World, list: readonly T[]): T | undefined {
  return list.at(-1 - dice.roll(Math.max(1, Math.min(list.length, dice.pick([3, 12, 1_000])))));
}

/** Who of the people has an address; somebody, if it is nobody's. */
export const whoIs = (world: World, address: Address) =>
  world.people.find((person) => isSameAddress(person.address, address)) ?? anybody(world);

function drawConditions(world: World): OnchainConditions {
  const { dice, arbitrator } = world;
  const byRevenue = dice.roll(2) === 0;
  const tiers = Array.from({ length: 1 + dice.roll(3) }, (_, i) => ({
    from: BigInt(i) * 400n,
    share: dice.roll(1_000_000_001),
    perUnit: dice.pick([0n, dice.upTo(10_000n)]),
  }));
  const inMonths = dice.roll(3) === 0;
  const ruler = dice.pick([zeroAddress, arbitrator.address, arbitrator.address]);
  return {
    currency: currency(world),
    tiers,
    byRevenue,
    minimum: dice.pick([0n, dice.upTo(100_000n)]),
    carriesOver: dice.roll(3) === 0,
    perSeat: dice.roll(2) === 0,
    cap: dice.pick([0n, 0n, 10n ** 9n]),
    lifeCap: dice.pick([0n, 0n, 10n ** 10n]),
    advance: dice.pick([0n, 0n, dice.upTo(50_000n)]),
    period: inMonths ? 1 + dice.roll(3) : dice.pick([600, 3_600, 86_400]),
    inMonths,
    grace: 86_400 * dice.roll(3),
    cure: dice.pick([0, 3_600, 86_400, 86_400, 864_000]),
    arbitrator: ruler,
    extraData: dice.pick(["0x", "0x0102"] as const),
    silence: ruler === zeroAddress ? 0 : 864_000,
  };
}

function drawTerms(world: World): KnownTerms {
  const { dice, deployment } = world;
  const conditions = drawConditions(world);
  const ruled = dice.roll(2) === 0;
  const derivatives = dice.roll(3);
  const sublicensing = dice.pick([0, 0, 1, 3, 8]);
  const terms: OnchainTerms = {
    uses: 1n + dice.upTo(14n),
    purposes: 1 + dice.roll(7),
    territories: dice.pick([worldwide, worldwide, 3n, 12n, 6n]),
    field: dice.pick([zeroHash, zeroHash, keccak256("0x01")]),
    duration: dice.pick([forever, 86_400 * 30, 86_400 * 365]),
    exclusivity: dice.pick([0, 0, 0, 0, 0, 1, 2]),
    transferable: dice.roll(3) !== 0,
    sublicensing,
    sublicenceShare: sublicensing === 0 ? 0 : dice.roll(1_000_000_001),
    fallsWithParent: false,
    passesDown: ruled && dice.roll(3) === 0,
    derivatives,
    works: derivatives === 0 ? 0 : dice.roll(3),
    upstreamShare: derivatives === 0 ? 0 : dice.roll(300_000_000),
    further: derivatives === 0 ? 0 : dice.pick([0, 0, 0, 1, 2]),
    rules: ruled ? deployment.contracts.compliance.address : zeroAddress,
    conditions: ruled ? conditionsHashOf(conditions) : zeroHash,
    deed: anything(world),
  };
  return { terms, conditions };
}

/** What fits below a licence under these terms. */
function termsBelow(world: World, { terms, conditions }: KnownTerms): KnownTerms {
  const sublicensing = Math.max(0, terms.sublicensing - 1);
  const ruled = terms.passesDown;
  return {
    conditions,
    terms: {
      ...terms,
      sublicensing,
      sublicenceShare: sublicensing === 0 ? 0 : terms.sublicenceShare,
      exclusivity: world.dice.pick([0, 0, terms.exclusivity]),
      fallsWithParent: !ruled && (terms.rules !== zeroAddress || terms.fallsWithParent),
      ...(!ruled && { rules: zeroAddress, conditions: zeroHash, passesDown: false }),
      deed: anything(world),
    },
  };
}

/** An offer of a work, or below a licence, with the signature of its licensor. */
export async function drawOffer(
  world: World,
): Promise<{ known: KnownOffer; licensor: Person; define: Call } | undefined> {
  const { dice, deployment, memory } = world;
  const work = recent(world, memory.works);
  if (!work) return undefined;
  const open = memory.licences.filter((licence) => licence.offer.terms.sublicensing > 0 || dice.roll(8) === 0);
  const parent = dice.roll(3) === 0 ? recent(world, open) : undefined;
  const { terms, conditions } = parent
    ? termsBelow(world, parent.offer)
    : dice.roll(3) === 0
      ? (recent(world, memory.terms) ?? drawTerms(world))
      : drawTerms(world);
  const licensor = whoIs(world, parent ? parent.holder : work.controller);
  const starts = dice.roll(8) === 0 ? world.now() + 864_000 : 0;
  const offer: Offer = {
    work: parent ? parent.offer.offer.work : work.id,
    parent: parent?.id ?? 0n,
    licensor: licensor.address,
    buyer: dice.roll(6) === 0 ? anybody(world).address : zeroAddress,
    terms: termsIdOf(terms),
    currency: currency(world),
    price: dice.pick([0n, amount(world), amount(world)]),
    supply: dice.pick([unlimitedSupply, unlimitedSupply, 1, 3]),
    opens: dice.roll(10) === 0 ? world.now() + 500 : 0,
    closes: dice.pick([forever, forever, world.now() + 8_640_000]),
    starts,
    schedule: dice.pick([zeroHash, anything(world)]),
  };
  const signature = await licensor.signTypedData(offerTypedData(deployment, { offer }));
  const known = { terms, conditions, offer, id: offerIdOf(offer), signature };
  return { known, licensor, define: defineTermsCall(deployment, { terms }) };
}

export function drawRegistration(world: World, claimant: Person) {
  const { dice, people, memory } = world;
  const file = { digest: anything(world), blinding: anything(world) };
  const contentRoot = leafOf({ sha256: file.digest, blinding: file.blinding });
  const [one, other, third] = [dice.roll(60) + 1, dice.roll(30) + 1].flatMap((part, i, all) =>
    i === 0 ? [part] : [part, 100 - part - (all[0] ?? 0)],
  );
  const parts = [one, other, third].flatMap((percent = 0, i) => {
    const account = people[i]?.address;
    return account === undefined || percent <= 0 ? [] : [{ account, units: (percent * totalUnits) / 100 }];
  });
  const holders = dice.roll(3) === 0 ? holderTree(createHolders(parts)) : undefined;
  const mine = memory.licences.filter(
    ({ holder, offer }) => isSameAddress(holder, claimant.address) && offer.terms.derivatives !== 0,
  );
  const sources = dice.roll(2) === 0 ? mine.slice(-1 - dice.roll(2)).map(({ id }) => id) : [];
  const registration: Registration = {
    ...{ contentRoot, salt: anything(world), metadataDigest: anything(world), sources },
    category: dice.pick(["literary", "musical", "software"] as const),
    ...{ resaleRoyalty: dice.roll(1_001), holdersRoot: holders?.root },
  };
  const disclosures = dice.roll(2) === 0 ? [{ ...file, proof: [] }] : [];
  const noted = () => {
    memory.works.push({
      id: workIdOf({ claimant: claimant.address, contentRoot }),
      ...{ claimant, controller: claimant.address, registration, holders, file, versions: 1 },
      version: { previous: zeroHash, contentRoot, metadataDigest: registration.metadataDigest, time: world.now() },
    });
  };
  return { registration, disclosures, file, noted };
}

/** Of a licence, most often one with rules, what proves them, and who acts for either side. */
export function underRules(world: World, from: readonly KnownLicence[] = world.memory.licences) {
  const { dice, memory } = world;
  // Mostly of one that is in force: little can happen under another.
  const any = dice.roll(6) === 0;
  const ruled = from.filter(({ offer, until }) => offer.terms.rules !== zeroAddress && (any || until > world.now()));
  const found = recent(world, ruled);
  if (!found) return undefined;
  const { id: licence, offer, holder } = found;
  const { terms, conditions } = offer;
  const { work, parent, licensor } = offer.offer;
  const above = memory.licences.find(({ id }) => id === parent)?.holder;
  const grantor = above ?? memory.works.find(({ id }) => id === work)?.controller ?? licensor;
  const under = { licence, terms, conditions };
  return { found, under, licensee: whoIs(world, holder), licensor: whoIs(world, grantor) };
}

export function payment(world: World) {
  const of = world.dice.pick([0n, 0n, 1n, amount(world)]);
  return { amount: of, withheld: world.dice.pick([0n, 0n, of / 4n]), certificate: anything(world) };
}

/** Where the till of a work is: a small clone of the one that Royalties made (contracts/libraries/TillClone.sol). */
export function tillOf({ deployment }: World, work: bigint): Address {
  const from = deployment.contracts.royalties.address;
  const till = getContractAddress({ from, nonce: 1n });
  const bytecode = concat([
    ...(["0x3d603380600a3d3981f336600557005b363d3d373d3d3d363d73", till, "0x5af43d82803e903d91603157fd5bf3"] as const),
  ]);
  return getContractAddress({ opcode: "CREATE2", from, salt: toHex(work, { size: 32 }), bytecode });
}

/** Where there is something to claim, and who may: somebody who took units of what was paid. */
export function drawClaim(world: World): { work: bigint; currency: Address; holder: Person } | undefined {
  const { memory, dice } = world;
  const { work } = recent(world, memory.taken) ?? {};
  const paid = dice.roll(5) === 0 ? recent(world, memory.paid) : memory.paid.filter((it) => it.work === work).at(-1);
  if (!paid) return undefined;
  const holders = memory.taken.filter((it) => it.work === paid.work).map(({ holder }) => holder);
  return { ...paid, holder: whoIs(world, holders.length === 0 ? zeroAddress : dice.pick(holders)) };
}

const nonces = new WeakMap<World, Map<string, bigint>>();

/** The next nonce of an account at a contract, and how to count it as used. */
export function nonceOf(world: World, contract: string, { address }: Person) {
  const known = nonces.get(world) ?? new Map<string, bigint>();
  nonces.set(world, known);
  const key = `${contract} ${address}`;
  const nonce = known.get(key) ?? 0n;
  return { nonce, used: () => void known.set(key, nonce + 1n) };
}
