import { commitmentOf, type Deployment, forever, licenceIdOf, workIdOf, worldwide } from "@colophon/sdk";
import { licencesAbi, offersAbi, royaltiesAbi, termsAbi, timestampsAbi, worksAbi } from "@colophon/sdk/abi";
import { type OnchainTerms, termsIdOf } from "@colophon/sdk/terms";
import {
  type Abi,
  encodeAbiParameters,
  encodeEventTopics,
  getAddress,
  type Hex,
  keccak256,
  numberToHex,
  stringToHex,
  zeroAddress,
  zeroHash,
} from "viem";

export type ReplayedLog = { address: Hex; topics: Hex[]; data: Hex };

const terms: OnchainTerms = {
  ...{ uses: 15n, purposes: 15, territories: worldwide, field: zeroHash, duration: 31_536_000, exclusivity: 0 },
  ...{ transferable: true, sublicensing: 0, sublicenceShare: 0, fallsWithParent: false, passesDown: false },
  ...{ derivatives: 0, works: 0, upstreamShare: 0, further: 0, rules: zeroAddress, conditions: zeroHash },
  deed: keccak256("0x01"),
};

/** How many logs one work leaves: a stamp, a registration with two files, an offer, three sales, units, a claim. */
export const logsPerWork = 18;

/** The logs of a work's life as the contracts would write them, each work with another claimant, every hundredth the same buyer. */
export function replayedLogs({ chainId, contracts }: Deployment, index: number): ReplayedLog[] {
  const log = (
    contract: keyof typeof contracts,
    abi: Abi,
    eventName: string,
    args: Record<string, unknown>,
  ): ReplayedLog => {
    const item = abi.find((it) => it.type === "event" && it.name === eventName);
    if (item?.type !== "event") throw new Error(`There is no event ${eventName}.`);
    const plain = item.inputs.filter(({ indexed }) => !indexed);
    return {
      address: contracts[contract].address.toLowerCase() as Hex,
      topics: encodeEventTopics({ abi: [item], eventName, args } as never) as Hex[],
      data: encodeAbiParameters(plain, plain.map(({ name }) => args[name ?? ""]) as never),
    };
  };
  const accountOf = (n: number) => getAddress(keccak256(numberToHex(n)).slice(0, 42));
  const claimant = accountOf(index + 1_000_000);
  const contentRoot = keccak256(stringToHex(`work ${index}`));
  const salt = keccak256(contentRoot);
  const work = workIdOf({ claimant, contentRoot });
  const commitment = commitmentOf({ chainId, timestamps: contracts.timestamps.address, claimant, contentRoot, salt });
  const offer = keccak256(salt);
  const price = 1_000_000n + BigInt(index);
  const details = {
    work,
    parent: 0n,
    licensor: claimant,
    buyer: zeroAddress,
    terms: termsIdOf(terms),
    currency: zeroAddress,
    price,
    supply: 100,
    opens: 0,
    closes: forever,
    starts: 0,
    schedule: zeroHash,
  };
  const sale = (serial: number) => {
    const licence = licenceIdOf({ work, serial });
    const buyer = accountOf((index * 3 + serial) % 100_000);
    const memo = numberToHex(licence, { size: 32 });
    return [
      log("licences", licencesAbi as Abi, "Transfer", { from: zeroAddress, to: buyer, tokenId: licence }),
      log("offers", offersAbi as Abi, "LicenceSold", { licence, offer, buyer, seats: 1, version: 1 }),
      log("royalties", royaltiesAbi as Abi, "Paid", { work, currency: zeroAddress, payer: buyer, amount: price, memo }),
    ];
  };
  const registration = {
    work,
    claimant,
    contentRoot,
    salt,
    metadataDigest: keccak256(offer),
    category: index % 15,
    resaleRoyalty: 0,
    holdersRoot: zeroHash,
  };
  const own = { ...terms, deed: contentRoot };
  const logs = [
    log("timestamps", timestampsAbi as Abi, "Commit", { timePoint: 1n, from: claimant, commitment, extraData: "0x" }),
    log("works", worksAbi as Abi, "Transfer", { from: zeroAddress, to: claimant, tokenId: work }),
    log("works", worksAbi as Abi, "WorkRegistered", registration),
    log("works", worksAbi as Abi, "FileDisclosed", { work, digest: keccak256(commitment), contentRoot }),
    log("works", worksAbi as Abi, "FileDisclosed", { work, digest: keccak256(numberToHex(work)), contentRoot }),
    log("terms", termsAbi as Abi, "TermsDefined", {
      id: termsIdOf(own),
      terms: own,
    }),
    log("offers", offersAbi as Abi, "OfferPublished", { offer, work, details }),
    ...sale(1),
    ...sale(2),
    ...sale(3),
    log("royalties", royaltiesAbi as Abi, "UnitsTaken", { work, holder: claimant, units: 100_000_000n }),
    log("royalties", royaltiesAbi as Abi, "Claimed", {
      work,
      currency: zeroAddress,
      holder: claimant,
      to: claimant,
      amount: price,
    }),
  ];
  if (logs.length !== logsPerWork) throw new Error(`A work leaves ${logs.length} logs.`);
  return logs;
}
