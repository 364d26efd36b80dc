import { describe, expect, it } from "vitest";
import { type Pasted, type PastedPlace, parsePasted } from "./pasted.ts";

const contract = (digit: string) => ({
  address: `0x${digit.repeat(40)}` as const,
  block: 0,
  initCodeHash: `0x${digit.repeat(64)}` as const,
});
const works = `0x${"a".repeat(40)}`;
const licences = `0x${"b".repeat(40)}`;
const place: PastedPlace = {
  chainId: 11155111,
  contracts: {
    timestamps: contract("1"),
    colophon: contract("2"),
    works: contract("a"),
    terms: contract("3"),
    offers: contract("6"),
    licences: contract("b"),
    compliance: contract("4"),
    royalties: contract("5"),
    agreements: contract("9"),
    assignments: contract("a"),
  },
};

const digits = "85e7f0433e3f5a2c6a3aa1b7b6e8c02c4d1aa7d0c9d3f1e2b3a4958671257177";
const hash = { kind: "hash", digest: `0x${digits}` };
const digest = { kind: "digest", digest: `0x${digits}` };
const id = BigInt(`0x${"a1".repeat(28)}`);
const workHex = `0x${"a1".repeat(28)}`;
const work = { kind: "work", id };
const licenceId = (id << 32n) | 7n;
const licenceHex = `0x${licenceId.toString(16)}`;
const licence = { kind: "licence", id: licenceId };
const person = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const account = { kind: "account", address: person };
const transaction = { kind: "transaction", hash: `0x${digits}` };
const base64 = Buffer.from(digits, "hex").toString("base64");
const base64url = Buffer.from(digits, "hex").toString("base64url");
const other = "0x1234567890123456789012345678901234567890";

const unusable = (words: RegExp) => ({ kind: "unusable", sentence: expect.stringMatching(words) });

const cases: [text: string, expected: Record<string, unknown>][] = [
  // Nothing, and words
  ["", { kind: "nothing" }],
  [" \u200b\u00a0\n", { kind: "nothing" }],
  ["  salt \n almanac ", { kind: "words", words: "salt almanac" }],
  ["1984", { kind: "words" }],
  ["0xdead", { kind: "words" }],
  ["vol. 2", { kind: "words" }],
  ["Deadbeef", { kind: "words" }],
  ["<script>alert(1)</script>", { kind: "words" }],
  ["the sea: a memoir", { kind: "words" }],
  // Digests
  [digits, hash],
  [`0x${digits}`, hash],
  [`0X${digits.toUpperCase()}`, hash],
  [digits.toUpperCase(), hash],
  [` ${digits.slice(0, 32)} ${digits.slice(32)}\n`, hash],
  [digits.replace(/(..)(?!$)/g, "$1:"), hash],
  [digits.replace(/(..)(?!$)/g, "$1 "), hash],
  [digits.replace(/(.{8})(?!$)/g, "$1-"), hash],
  [`\u200b${digits}\u200e`, hash],
  [`“${digits}”,`, hash],
  [`sha256:${digits}`, digest],
  [`SHA-256: ${digits.toUpperCase()}`, digest],
  [`sha256=${digits}`, digest],
  [`urn:sha256:${digits}`, digest],
  [`SHA256 (harbour (1).png) = ${digits}`, digest],
  [`SHA2-256(harbour.png)= ${digits}`, digest],
  [`SHA256 Fingerprint=${digits.toUpperCase().replace(/(..)(?!$)/g, "$1:")}`, digest],
  [`${digits}  harbour.png`, digest],
  [`${digits} *harbour.png`, digest],
  [base64, hash],
  [base64url, hash],
  [`sha256-${base64}`, digest],
  [`ni:///sha-256;${base64url}`, digest],
  [`sha256:${digits.slice(2)}`, unusable(/64 hexadecimal/)],
  [`md5:${digits.slice(0, 32)}`, unusable(/MD5.*SHA-256/)],
  [`sha512-${base64}${base64}`.replace("=", ""), unusable(/SHA512/)],
  [`blake3:${digits}`, unusable(/BLAKE3/)],
  [digits.slice(1), unusable(/63 hexadecimal digits.*1 may be missing/)],
  [`0x${digits}f`, unusable(/65 hexadecimal digits.*1 may be too many/)],
  [digits + digits, unusable(/SHA-512/)],
  [`0x${digits}${digits}1b`, unusable(/signature/)],
  [digits.slice(0, 40), unusable(/0x.*SHA-1/)],
  [`${digits}\n${digits.replace("8", "9")}`, unusable(/several at once/)],
  [`${digits}  a.txt\n${digits.replace("8", "9")}  b.txt\n`, unusable(/several at once/)],
  [`${digits}  ${digits}.bin`, digest],
  // IPFS
  [`ipfs://Qm${"a".repeat(44)}`, unusable(/pieces or a folder/)],
  [`Qm${"W".repeat(44)}`, unusable(/pieces or a folder/)],
  [`https://ipfs.io/ipfs/bafybei${"a".repeat(52)}/cover.png`, unusable(/pieces or a folder/)],
  ["ipfs://bafkreixx", unusable(/not an address of IPFS|not an address that Colophon uses/)],
  [`https://ipfs.io/ipns/${"k".repeat(60)}`, unusable(/lead elsewhere/)],
  ["ipns://example.org", unusable(/lead elsewhere/)],
  ["https://app.ens.domains/vitalik.eth", { kind: "name", name: "vitalik.eth" }],
  ["https://etherscan.io/name-lookup-search?id=sub.vitalik.eth", { kind: "name", name: "sub.vitalik.eth" }],
  // Numbers
  [workHex, work],
  [workHex.toUpperCase(), work],
  [`#${id}`, work],
  [`Token ID: ${id}`, work],
  [id.toString().replace(/(?<=^\d+)(?=(?:\d{3})+$)/g, ","), work],
  [licenceId.toString(), licence],
  [licenceHex, { kind: "hash", licence: licenceId }],
  [`${workHex}00000000`, { kind: "hash", licence: undefined }],
  ["1.70141E+67", unusable(/spreadsheet/)],
  // This site
  [`https://colophon.test/work/${workHex}?x=1#y`, work],
  [`colophon.test/work/${workHex}/offer`, work],
  [`/licence/${licenceHex}`, licence],
  [`http://127.0.0.1:4173/offer/0x${digits}`, { kind: "offer", id: `0x${digits}` }],
  [`https://colophon.test/portfolio?account=${person}`, account],
  [`https://colophon.test/verify?q=${digits}`, hash],
  [`https://colophon.test/prove/0x${digits}/certificate`, hash],
  [`<https://colophon.test/work/${workHex}>.`, work],
  ["https://colophon.test/work/0x12zz", unusable(/no complete work number/)],
  ["/work/", unusable(/no complete work number/)],
  ["https://colophon.test/quote#eyJ9", unusable(/address bar/)],
  [`[the work](https://colophon.test/work/${workHex})`, work],
  [`https://colophon.test/work/${workHex}!`, work],
  [`HTTPS://COLOPHON.TEST/WORK/${workHex.toUpperCase()}`, work],
  [
    `https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://colophon.test/work/${workHex}`)}&data=05`,
    work,
  ],
  [`https://www.google.com/url?q=https://sepolia.etherscan.io/tx/0x${digits}&sa=D`, transaction],
  // Explorers
  [`https://sepolia.etherscan.io/tx/0x${digits}`, transaction],
  [`sepolia.etherscan.io/tx/0x${digits.toUpperCase()}#eventlog`, transaction],
  [`https://eth-sepolia.blockscout.com/tx/0x${digits}?tab=logs`, transaction],
  [`https://explorer.local:4000/tx/0x${digits}`, transaction],
  [`https://sepolia.etherscan.io/address/${person}`, account],
  [`https://sepolia.etherscan.io/address/${person.toLowerCase()}#code`, account],
  [`https://sepolia.etherscan.io/nft/${works}/${id}`, work],
  [`https://sepolia.etherscan.io/token/${licences}?a=${licenceId}`, licence],
  [`https://sepolia.etherscan.io/token/${works}?a=${person}`, account],
  [`https://eth-sepolia.blockscout.com/token/${works}/instance/${id}`, work],
  [`https://eth-sepolia.blockscout.com/token/${works}/instance/${id}/metadata`, work],
  [`https://sepolia.etherscan.io/nft/${other}/5`, unusable(/another contract/)],
  ["https://sepolia.etherscan.io/block/123", unusable(/a block/)],
  [`https://etherscan.io/tx/0x${digits}`, unusable(/Ethereum \(chain 1\).*Sepolia \(chain 11155111\)/)],
  [`https://www.polygonscan.com/address/${person}`, unusable(/Polygon/)],
  // Marketplaces
  [`https://testnets.opensea.io/assets/sepolia/${works}/${id}`, work],
  [`https://opensea.io/item/sepolia/${licences}/${licenceId}`, licence],
  [`https://opensea.io/item/ethereum/${works}/${id}`, unusable(/Ethereum/)],
  [`https://opensea.io/${person}/created`, account],
  [`https://testnet.rarible.com/token/${works}:${id}`, work],
  [`https://rarible.com/token/POLYGON:${works}:${id}`, unusable(/Polygon/)],
  [`https://looksrare.org/collections/${works}/${id}`, work],
  [`https://zora.co/collect/zora:${works}/${id}`, unusable(/Zora/)],
  [`https://market.example/item?contract=${works}&tokenId=${id}`, work],
  ["https://opensea.io/collection/salt-almanac", unusable(/opensea\.io/)],
  ["https://example.org/harbour.png", unusable(/Nothing in this link/)],
  // CAIP, DIDs, payment links, short names
  [`eip155:11155111:${person}`, account],
  [`eip155:1:${person}`, unusable(/Ethereum/)],
  [`eip155:11155111/erc721:${works}/${id}`, work],
  [`eip155:11155111/erc721:${licences}/${licenceId}`, licence],
  [`eip155:1/erc721:${works}/${id}`, unusable(/chain 1/)],
  [`eip155:11155111/erc20:${person}`, account],
  ["eip155:11155111", unusable(/a chain and nothing/)],
  ["eip155:1/slip44:60", unusable(/a currency and nothing/)],
  [
    "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv",
    unusable(/another kind of chain/),
  ],
  [`did:pkh:eip155:11155111:${person}`, account],
  [`did:ethr:sepolia:${person}`, account],
  [`did:ethr:${person}#controller`, account],
  [`ethereum:${person}@11155111?value=1e18`, account],
  [`ethereum:${person}`, account],
  [`ethereum:pay-${person}@0xaa36a7`, account],
  [`ethereum:${works}@11155111/transfer?address=${person}&uint256=1`, account],
  [`ethereum:${works}@11155111/transfer`, unusable(/nobody who is paid/)],
  [`ethereum:${person}@1`, unusable(/Ethereum/)],
  [`sep:${person}`, account],
  [`eth:${person}`, unusable(/Ethereum \(chain 1\)/)],
  [`zzz:${person}`, unusable(/not known here.*0xf39F/)],
  // Accounts
  [person, account],
  [person.toLowerCase(), account],
  [`0X${person.slice(2).toUpperCase()}`, account],
  [`0x${person.slice(2).toUpperCase()}`, account],
  [` ${person}\u200b `, account],
  [`(${person})`, account],
  [person.replace("F", "f"), unusable(/mistyped/)],
  ["bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", unusable(/another kind of chain/)],
  ["7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv", unusable(/another kind of chain/)],
  [`Ines <${person}>`, account],
  [`https://app.safe.global/home?safe=sep:${person}`, account],
  [`https://app.safe.global/home?safe=eth:${person}`, unusable(/Ethereum/)],
  ["0xf39F…2266", unusable(/shortened/)],
  ["0xf39Fd6...92266", unusable(/shortened/)],
  [
    `０ｘ${person
      .slice(2)
      .toLowerCase()
      .replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))}`,
    account,
  ],
  // Names
  ["ines.eth", { kind: "name", name: "ines.eth", sentence: expect.stringMatching(/change hands.*paste the address/) }],
  ["ines.base.eth", { kind: "name" }],
  ["Ines.ETH", { kind: "name" }],
  ["søren.eth", { kind: "name" }],
];

describe("parsePasted", () => {
  it.each(cases)("reads %j", (text, expected) => {
    expect(parsePasted(text, place)).toMatchObject(expected);
  });

  it.each(
    [
      (cid: string) => cid,
      (cid: string) => `ipfs://${cid}`,
      (cid: string) => `ipfs://ipfs/${cid}`,
      (cid: string) => `/ipfs/${cid}`,
      (cid: string) => cid.toUpperCase(),
      (cid: string) => `https://dweb.link/ipfs/${cid}`,
      (cid: string) => `https://ipfs.io/ipfs/${cid}?filename=a.png`,
      (cid: string) => `https://${cid}.ipfs.dweb.link/`,
      (cid: string) => `${cid}.ipfs.w3s.link/`,
      (cid: string) => `http://localhost:8080/ipfs/${cid}`,
    ].map((form) => form),
  )("reads a block's address in the form %s", (form) => {
    const known = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
    expect(parsePasted(form(known), place)).toEqual({
      kind: "digest",
      digest: "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    });
  });

  it("refuses a path below a block, and says that a folder is meant", () => {
    const known = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
    expect(parsePasted(`ipfs://${known}/a.png`)).toMatchObject(unusable(/inside a folder/));
  });

  it("reads addresses of blocks in base 16 too", () => {
    expect(parsePasted(`f01551220${digits}`)).toEqual(digest);
    expect(parsePasted(`F01551220${digits.toUpperCase()}`)).toEqual(digest);
  });

  it("takes a number for what it is long enough for where no contracts are known", () => {
    const found: Pasted = parsePasted(`https://opensea.io/item/ethereum/${other}/${id}`);
    expect(found).toEqual(work);
  });

  it("says of everything that it cannot use what to do, in a sentence", () => {
    for (const [text] of cases) {
      const pasted = parsePasted(text, place);
      if (pasted.kind === "unusable") expect(pasted.sentence).toMatch(/^[A-Z“0-9].{30,}\.$/s);
    }
  });
});
