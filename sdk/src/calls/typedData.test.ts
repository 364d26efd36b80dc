import { hashStruct, hashTypedData, zeroAddress, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { parseDeployment } from "../core/deployment.ts";
import { type Offer, offerIdOf } from "../model/offer.ts";
import { acceptTypedData, offerTypedData } from "./offers.ts";
import { claimForTypedData, permitCall, permitTypedData } from "./royalties.ts";
import { registerForTypedData } from "./works.ts";

const contract = (digit: string) => ({ address: `0x${digit.repeat(40)}`, block: 1, initCodeHash: zeroHash });
const deployment = parseDeployment({
  chainId: 31337,
  contracts: {
    timestamps: contract("1"),
    colophon: contract("2"),
    works: contract("3"),
    terms: contract("6"),
    offers: contract("b"),
    licences: contract("4"),
    compliance: contract("7"),
    royalties: contract("5"),
    agreements: contract("9"),
    assignments: contract("a"),
  },
});
const person = `0x${"8".repeat(40)}` as const;
const token = `0x${"9".repeat(40)}` as const;
const offer: Offer = {
  work: 1n,
  parent: 0n,
  licensor: person,
  buyer: zeroAddress,
  terms: `0x${"7".repeat(48)}`,
  currency: token,
  price: 7n,
  supply: 1,
  opens: 0,
  closes: 1,
  starts: 0,
  schedule: zeroHash,
};

/** What a wallet shows and signs, as text: each type with its fields, where it counts, and what is signed. */
function shown(data: { domain: object; types: object; primaryType: string; message: object }) {
  const text = (value: object) => JSON.stringify(value, (_, each) => (typeof each === "bigint" ? `${each}` : each));
  const types = Object.entries(data.types as Record<string, readonly { name: string; type: string }[]>);
  const fields = types.map(
    ([name, list]) => `${name}(${list.map((field) => `${field.type} ${field.name}`).join(",")})`,
  );
  return {
    types: fields,
    domain: text(data.domain),
    message: text(data.message),
    digest: hashTypedData(data as never),
  };
}

describe("S09 what people sign never changes unnoticed", () => {
  it("registration", () => {
    const registration = {
      contentRoot: zeroHash,
      salt: zeroHash,
      metadataDigest: zeroHash,
      category: "musical",
      resaleRoyalty: 500,
      sources: [9n, 2n],
    } as const;
    const data = registerForTypedData(deployment, { claimant: person, registration, deadline: 5n });
    expect(shown(data)).toMatchInlineSnapshot(`
      {
        "digest": "0xfcfcde3f08b519ba6c1d0878817a497137a3c6625a923906f43b476e7a5db4e9",
        "domain": "{"name":"Colophon Works","version":"1","chainId":31337,"verifyingContract":"0x3333333333333333333333333333333333333333"}",
        "message": "{"claimant":"0x8888888888888888888888888888888888888888","contentRoot":"0x0000000000000000000000000000000000000000000000000000000000000000","salt":"0x0000000000000000000000000000000000000000000000000000000000000000","metadataDigest":"0x0000000000000000000000000000000000000000000000000000000000000000","category":1,"resaleRoyalty":500,"holdersRoot":"0x0000000000000000000000000000000000000000000000000000000000000000","sources":["2","9"],"disclosures":[],"deadline":"5"}",
        "types": [
          "Register(address claimant,bytes32 contentRoot,bytes32 salt,bytes32 metadataDigest,uint8 category,uint16 resaleRoyalty,bytes32 holdersRoot,uint256[] sources,bytes32[] disclosures,uint256 deadline)",
        ],
      }
    `);
  });

  it("quote, whose struct hash is the offer's id", () => {
    const data = offerTypedData(deployment, { offer });
    expect(shown(data)).toMatchInlineSnapshot(`
      {
        "digest": "0x2e3aeb87afd69f8edc2bcc3a9e6de410623ae7c0f9dc484a051b07e5c4e102da",
        "domain": "{"name":"Colophon Offers","version":"1","chainId":31337,"verifyingContract":"0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"}",
        "message": "{"work":"1","parent":"0","licensor":"0x8888888888888888888888888888888888888888","buyer":"0x0000000000000000000000000000000000000000","terms":"0x777777777777777777777777777777777777777777777777","currency":"0x9999999999999999999999999999999999999999","price":"7","supply":1,"opens":0,"closes":1,"starts":0,"schedule":"0x0000000000000000000000000000000000000000000000000000000000000000"}",
        "types": [
          "Offer(uint256 work,uint256 parent,address licensor,address buyer,bytes24 terms,address currency,uint256 price,uint32 supply,uint40 opens,uint40 closes,uint40 starts,bytes32 schedule)",
        ],
      }
    `);
    expect(hashStruct({ data: offer, primaryType: "Offer", types: data.types })).toBe(offerIdOf(offer));
  });

  it("acceptance of a licence that another buys, for one purchase of one offer", () => {
    const data = acceptTypedData(deployment, { offer, recipient: person, seats: 2, nonce: 3n, deadline: 5 });
    expect(data.message.offer).toBe(offerIdOf(offer));
    expect(shown(data)).toMatchInlineSnapshot(`
      {
        "digest": "0xb4d3928701a046b0823fbdea0980f34506431e73eb0a0add01b98e5244c70921",
        "domain": "{"name":"Colophon Offers","version":"1","chainId":31337,"verifyingContract":"0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"}",
        "message": "{"offer":"0x82bc2696231666f818a79584b4de3e19d1fab7bef33cb9d00a4bd70de01b86ca","recipient":"0x8888888888888888888888888888888888888888","seats":2,"nonce":"3","deadline":"5"}",
        "types": [
          "Accept(bytes32 offer,address recipient,uint16 seats,uint256 nonce,uint256 deadline)",
        ],
      }
    `);
  });

  it("claim", () => {
    const claim = { work: 1n, currency: token, holder: person, to: token, nonce: 3n, deadline: 5n } as const;
    expect(shown(claimForTypedData(deployment, claim))).toMatchInlineSnapshot(`
      {
        "digest": "0x19a3e00db339fe5ecaf954d60f630490097cd03fc6c23c25b3fd73dbedfe1c53",
        "domain": "{"name":"Colophon Royalties","version":"1","chainId":31337,"verifyingContract":"0x5555555555555555555555555555555555555555"}",
        "message": "{"work":"1","currency":"0x9999999999999999999999999999999999999999","holder":"0x8888888888888888888888888888888888888888","to":"0x9999999999999999999999999999999999999999","maxSteps":"500","nonce":"3","deadline":"5"}",
        "types": [
          "Claim(uint256 work,address currency,address holder,address to,uint256 maxSteps,uint256 nonce,uint256 deadline)",
        ],
      }
    `);
  });

  it("permit, for the Royalties contract and exactly the amount", () => {
    const domain = { name: "Dollar", version: "2", chainId: 31337, verifyingContract: token } as const;
    const data = permitTypedData(deployment, { domain, nonce: 3n, owner: person, amount: 7n, deadline: 5n });
    expect(data.message.spender).toBe(deployment.contracts.royalties.address);
    expect(shown(data)).toMatchInlineSnapshot(`
      {
        "digest": "0xc8c8dd91122a29c27b3bb094d2632af213098049fd17700b8c9274cc88d00a9c",
        "domain": "{"name":"Dollar","version":"2","chainId":31337,"verifyingContract":"0x9999999999999999999999999999999999999999"}",
        "message": "{"owner":"0x8888888888888888888888888888888888888888","spender":"0x5555555555555555555555555555555555555555","value":"7","nonce":"3","deadline":"5"}",
        "types": [
          "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)",
        ],
      }
    `);
  });
});

describe("permitCall", () => {
  it("splits a signature of 65 bytes, whichever way its last byte is written", () => {
    const rs = `${"12".repeat(32)}${"34".repeat(32)}`;
    for (const [last, v] of [
      ["1b", 27],
      ["1c", 28],
      ["00", 27],
      ["01", 28],
    ] as const) {
      const call = permitCall(deployment, { currency: token, amount: 7n, deadline: 5n, signature: `0x${rs}${last}` });
      expect(call.args).toEqual([token, 7n, 5n, v, `0x${"12".repeat(32)}`, `0x${"34".repeat(32)}`]);
    }
  });
});
