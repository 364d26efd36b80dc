import { cidOf, type Deployment, type Metadata, totalUnits, workIdOf } from "@colophon/sdk";
import { registerCall } from "@colophon/sdk/calls";
import { createClient, type Hex, http, keccak256, publicActions, sha256, stringToHex, walletActions } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { anvil } from "viem/chains";

type HostileFile = {
  /** The adversary, and what is tried. */
  name: string;
  bytes: Uint8Array;
  /** What a description says that it is. */
  type: string;
};

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The beginning of a PNG that says how large it is. */
function pngHeader(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(57);
  const view = new DataView(bytes.buffer);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  view.setUint32(8, 13);
  bytes.set(bytesOf("IHDR"), 12);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, 6], 24);
  return bytes;
}

/** Public files that strangers may put behind a cover or a preview (W05). For tests only. */
const hostileFiles: readonly HostileFile[] = [
  {
    name: "W05 a program in a drawing",
    bytes: bytesOf(
      '<svg xmlns="http://www.w3.org/2000/svg" onload="window.stolen=1"><script>window.stolen=1</script><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:alert(1)"/></foreignObject></svg>',
    ),
    type: "image/svg+xml",
  },
  {
    name: "W05 a page with a program",
    bytes: bytesOf(
      "<!doctype html><script>window.stolen=1</script><meta http-equiv=refresh content='0;url=//example.com'>",
    ),
    type: "text/html",
  },
  { name: "W05 billions of pixels", bytes: pngHeader(100_000, 100_000), type: "image/png" },
  { name: "W05 no pixels at all", bytes: pngHeader(0, 0), type: "image/png" },
  { name: "W05 a picture that breaks off", bytes: pngHeader(64, 64).slice(0, 40), type: "image/png" },
  {
    name: "W05 a picture that is also a page",
    bytes: bytesOf("GIF89a/*<script>window.stolen=1</script>*/=1;"),
    type: "image/gif",
  },
  { name: "W05 a sound that is a page", bytes: bytesOf("<script>window.stolen=1</script>"), type: "audio/wav" },
  { name: "W05 a program", bytes: bytesOf("window.stolen = 1;"), type: "text/javascript" },
  { name: "W05 a text that is none", bytes: Uint8Array.of(0xc3, 0x28, 0xa0, 0xa1), type: "text/plain" },
  { name: "W06 a text that reads backwards", bytes: bytesOf("safe\u202etxt.exe\u2066"), type: "text/plain" },
];

type HostileMetadata = {
  /** The adversary, and what is tried. */
  name: string;
  /** What the chain names by its digest. */
  bytes: Uint8Array;
  /** Whether a reader refuses all of it, or shows what is left after taking the sting out. */
  outcome: "refused" | "shown";
  /** What must never be seen as it stands, in whatever is shown. */
  neverShown?: readonly string[];
};

const stranger = "0x976ea74026e726554db657fa54763abd0c3a0aa9";

const fileNamed = (name: string) => hostileFiles.find((file) => file.name.includes(name));

const honest: Metadata = {
  format: "colophon-work/1",
  name: "An honest title",
  description: "An honest description.",
  category: "literary",
  credits: [{ name: "Somebody", role: "author" }],
};

/** An honest description with something changed. Fields that no type allows are the point. */
function changed(change: Record<string, unknown>): Uint8Array {
  return bytesOf(JSON.stringify({ ...honest, ...change }));
}

function linkTo(name: string): string {
  const file = fileNamed(name);
  if (!file) throw new Error(`There is no hostile file ${name}.`);
  return `ipfs://${cidOf(sha256(file.bytes))}`;
}

const markup = '<img src=x onerror="window.stolen=1"><script>window.stolen=1</script>';

const digest: Hex = keccak256(stringToHex("nowhere"));

/** Descriptions that strangers may register for everybody to read (W05, W06). For tests only. */
export const hostileMetadata: readonly HostileMetadata[] = [
  {
    name: "W05 markup in every text",
    bytes: changed({
      name: markup,
      description: `${markup}\n</textarea></title><svg onload=alert(1)>\n[click](javascript:alert(1))`,
      credits: [{ name: markup, role: markup.slice(0, 60) }],
      identifiers: [{ scheme: "ISBN", value: "javascript:alert(document.domain)" }],
    }),
    outcome: "shown",
  },
  { name: "W05 a javascript: cover", bytes: changed({ image: "javascript:alert(1)" }), outcome: "refused" },
  { name: "W05 a file: cover", bytes: changed({ image: "file:///etc/passwd" }), outcome: "refused" },
  { name: "W05 a cover on another site", bytes: changed({ image: "https://example.com/x.png" }), outcome: "refused" },
  {
    name: "W05 a cover inside the description",
    bytes: changed({ image: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>" }),
    outcome: "refused",
  },
  {
    name: "W05 a cover that climbs folders",
    bytes: changed({ image: "ipfs://../../config.json" }),
    outcome: "refused",
  },
  {
    name: "W05 a cover that is a drawing with a program",
    bytes: changed({ image: linkTo("a program in a drawing"), image_details: { type: "image/svg+xml", size: 1 } }),
    outcome: "shown",
  },
  {
    name: "W05 a cover that says it is a PNG and is a drawing with a program",
    bytes: changed({ image: linkTo("a program in a drawing"), image_details: { type: "image/png", size: 1 } }),
    outcome: "shown",
  },
  {
    name: "W05 a preview that is a page",
    bytes: changed({ preview: { uri: linkTo("a page with a program"), type: "text/html", size: 99 } }),
    outcome: "shown",
  },
  {
    name: "W05 a cover that unfolds to billions of pixels",
    bytes: changed({ image: linkTo("billions of pixels"), image_details: { type: "image/png", size: 57 } }),
    outcome: "shown",
  },
  {
    name: "W05 a preview that nobody has",
    bytes: changed({ preview: { uri: `ipfs://${cidOf(digest)}`, type: "image/png", size: 5 } }),
    outcome: "shown",
  },
  {
    name: "W05 keys that change every object",
    bytes: bytesOf(
      `${JSON.stringify(honest).slice(0, -1)},"__proto__":{"stolen":1},"constructor":{"prototype":{"stolen":1}}}`,
    ),
    outcome: "shown",
  },
  {
    name: "W05 the same key twice",
    bytes: bytesOf(`${JSON.stringify(honest).slice(0, -1)},"name":"Another title"}`),
    outcome: "shown",
  },
  {
    name: "W05 100,000 levels of nesting",
    bytes: bytesOf(`{"format":"colophon-work/1","name":${"[".repeat(100_000)}${"]".repeat(100_000)}}`),
    outcome: "refused",
  },
  { name: "W05 a title of a megabyte", bytes: changed({ name: "A".repeat(1_000_000) }), outcome: "refused" },
  { name: "W06 a title of 10 kB", bytes: changed({ name: "A".repeat(10_000) }), outcome: "refused" },
  { name: "W06 an empty title", bytes: changed({ name: " \n\t " }), outcome: "refused" },
  {
    name: "W06 a title of 200 letters without a space",
    bytes: changed({ name: "Donaudampfschiff".repeat(13).slice(0, 200) }),
    outcome: "shown",
  },
  {
    name: "W06 a title that reads backwards",
    bytes: changed({ name: "invoice\u202efdp.exe", description: "\u2066hidden\u2069 \u200ftext\u202d" }),
    outcome: "shown",
    neverShown: ["\u202e", "\u202d", "\u2066", "\u2069"],
  },
  {
    name: "W06 a title with control characters",
    bytes: changed({ name: "Title\u0000\u0007\u001b[31m", description: "one\u2028two\u{e0041}" }),
    outcome: "shown",
    neverShown: ["\u0000", "\u0007", "\u001b", "\u2028", "\u{e0041}"],
  },
  {
    name: "W06 letters that look like others",
    bytes: changed({ name: "Τhe Lаst Рage", credits: [{ name: "Ines Оkafor", role: "author", account: stranger }] }),
    outcome: "shown",
  },
  {
    name: "W06 marks piled on marks",
    bytes: changed({ name: `Z${"\u0351\u036b\u0343".repeat(60)}algo` }),
    outcome: "shown",
  },
  { name: "W06 a title from right to left", bytes: changed({ name: "الصفحة الأخيرة (2)" }), outcome: "shown" },
  {
    name: "W05 somebody else's name over one's own account",
    bytes: changed({ credits: [{ name: "Ines Okafor", role: "author", account: stranger, units: totalUnits }] }),
    outcome: "shown",
  },
  {
    name: "W05 more than everything",
    bytes: changed({ credits: [{ name: "Greed", role: "author", units: totalUnits + 1 }] }),
    outcome: "refused",
  },
  {
    name: "W05 1,001 credits",
    bytes: changed({ credits: Array.from({ length: 1001 }, (_, i) => ({ name: `Person ${i}`, role: "author" })) }),
    outcome: "refused",
  },
  {
    name: "W05 a list of holders that the chain does not know",
    bytes: changed({ holders: { root: digest, list: `ipfs://${cidOf(digest)}` } }),
    outcome: "shown",
  },
  { name: "W05 another format", bytes: changed({ format: "colophon-work/999" }), outcome: "refused" },
  { name: "W05 numbers for texts", bytes: changed({ name: 7, description: { toString: "x" } }), outcome: "refused" },
  { name: "W05 nothing", bytes: bytesOf("null"), outcome: "refused" },
  { name: "W05 no JSON", bytes: bytesOf("<!doctype html><title>Not found</title>"), outcome: "refused" },
  { name: "W05 no text", bytes: Uint8Array.of(0xff, 0xfe, 0x00, 0xd8, 0x7b), outcome: "refused" },
];

type RegisterHostileWorksParameters = {
  rpcUrl: string;
  deployment: Deployment;
  store: { put: (bytes: Uint8Array) => Promise<unknown> };
};

export type HostileWork = HostileMetadata & { id: bigint };

/** A stranger among anvil's accounts: none of the demo people. */
const account = mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex: 6 });

/** Registers a work for each hostile description on a local chain, as a stranger would. For tests only. */
export async function registerHostileWorks(parameters: RegisterHostileWorksParameters): Promise<HostileWork[]> {
  const { rpcUrl, deployment, store } = parameters;
  const client = createClient({ account, chain: anvil, transport: http(rpcUrl), pollingInterval: 50 })
    .extend(publicActions)
    .extend(walletActions);
  for (const { bytes } of hostileFiles) await store.put(bytes);
  const works: HostileWork[] = [];
  for (const metadata of hostileMetadata) {
    await store.put(metadata.bytes);
    const contentRoot: Hex = keccak256(stringToHex(metadata.name));
    const registration = {
      contentRoot,
      salt: contentRoot,
      metadataDigest: sha256(metadata.bytes),
      category: "literary",
    } as const;
    const { request } = await client.simulateContract({ ...registerCall(deployment, { registration }), account });
    await client.waitForTransactionReceipt({ hash: await client.writeContract(request) });
    works.push({ ...metadata, id: workIdOf({ claimant: account.address, contentRoot }) });
  }
  return works;
}
