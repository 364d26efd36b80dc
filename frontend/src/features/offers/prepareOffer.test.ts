import { forever, offerIdOf, unlimitedSupply } from "@colophon/sdk";
import type { OfferRecord } from "@colophon/sdk/read";
import { presets } from "@colophon/sdk/terms";
import { zeroAddress, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { prepareOffer } from "./offerForm.ts";

const contract = { address: zeroAddress, block: 0, initCodeHash: zeroHash };
const deployment = {
  chainId: 31337,
  contracts: {
    timestamps: contract,
    colophon: contract,
    works: contract,
    terms: contract,
    offers: contract,
    licences: contract,
    compliance: contract,
    royalties: contract,
    agreements: contract,
    assignments: contract,
  },
};
const licensor = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266" as const;
const sale = {
  currency: zeroAddress,
  price: 10n ** 17n,
  supply: unlimitedSupply,
  opens: 0,
  closes: forever,
  starts: 0,
  schedule: zeroHash,
};
const base = { work: 5n, licensor, terms: presets[1].terms, sale, deployment };

function prepared(existing: readonly OfferRecord[], changes: Partial<typeof sale> = {}) {
  const result = prepareOffer({ ...base, sale: { ...sale, ...changes }, existing });
  if ("same" in result) throw new Error("It is there already.");
  return result;
}

function record(state: OfferRecord["state"], offer = prepared([]).offer, time = 1_800_000_000): OfferRecord {
  const at = { block: 7, blockHash: zeroHash, time, transaction: zeroHash, logIndex: 0 };
  return { id: offerIdOf(offer), offer, state, published: at } as unknown as OfferRecord;
}

describe("prepareOffer", () => {
  it("names the terms by the deed that is shown", () => {
    const { define, publish, deed, offer, id } = prepared([]);
    expect(define.args).toEqual([expect.objectContaining({ deed: deed.digest, transferable: false })]);
    expect(publish.args).toEqual([offer]);
    expect(id).toBe(offerIdOf(offer));
    expect(offer).toMatchObject({ work: 5n, licensor, price: 10n ** 17n, opens: 0, closes: forever });
  });

  it("finds the same offer that is open already", () => {
    const open = record("open");
    expect(prepareOffer({ ...base, existing: [open] })).toEqual({ same: open });
    const lapsed = record("lapsed");
    expect(prepareOffer({ ...base, existing: [lapsed] })).toEqual({ same: lapsed });
  });

  it("can publish again what was closed, as often as wanted, as an offer of its own", () => {
    const first = record("closed");
    const second = prepared([first]);
    expect(second.offer.opens).toBe(1_800_000_001);
    const third = prepared([first, record("closed", second.offer, 1_800_000_500)]);
    expect(third.offer.opens).toBe(1_800_000_501);
    expect(new Set([first.id, second.id, third.id]).size).toBe(3);
  });
});
