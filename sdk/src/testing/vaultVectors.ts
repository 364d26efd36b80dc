/** Writes sdk/vectors/vault.json: `node sdk/src/testing/vaultVectors.ts`, once for each format. Keys in it are for tests. */
import { writeFile } from "node:fs/promises";
import { type Hex, keccak256, stringToBytes } from "viem";
import vectors from "../../vectors/manifest.json" with { type: "json" };
import { parseManifest } from "../content/manifest.ts";
import { type Delivery, deliveryDigestOf, deliveryDocumentOf } from "../vault/delivery.ts";
import { createKey, lockKey } from "../vault/keys.ts";
import { createVaultRecord, type VaultRecord, vaultDigestOf, vaultDocumentOf } from "../vault/record.ts";
import { encryptFile, sealedSize } from "../vault/sealing.ts";

async function* once(bytes: Uint8Array) {
  yield bytes;
}

const [first] = vectors;
if (!first) throw new Error("There is no manifest.");
const manifest = parseManifest(first.manifest);
const [path, text] = Object.entries(first.contents)[0] ?? ["", ""];
const [vault, licensee] = [await createKey(), await createKey()];
const parts: Uint8Array[] = [];
const sealed = await encryptFile({
  source: once(stringToBytes(text)),
  recipients: [vault.recipient],
  write: async (part) => parts.push(part.slice()),
});
const cipher: Hex = `0x${Buffer.concat(parts).toString("hex")}`;
if (sealed.cipher.size <= sealedSize(text.length)) throw new Error("The header is missing.");
const record: VaultRecord = createVaultRecord({
  chainId: 31337,
  works: "0x8888888888888888888888888888888888888888",
  work: 8311986332372071005638473634670916998675119364904990713238697246696n,
  recipient: vault.recipient,
  service: "https://files.example",
  manifest,
  files: [{ path, plain: sealed.plain, cipher: sealed.cipher, addresses: ["https://files.example/poem.txt.age"] }],
});
const delivery: Delivery = {
  chainId: 31337,
  licences: "0x7777777777777777777777777777777777777777",
  licence: (record.work << 32n) | 1n,
  account: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  recipient: licensee.recipient,
  intended: { use: "print", purpose: "commercial", territory: "AT" },
  record: vaultDigestOf(record),
  block: { number: 42, hash: keccak256("0x2a"), time: 1_764_547_200 },
  time: 1_764_547_212,
  key: await lockKey(vault.key, [licensee.recipient]),
};
const written = {
  records: [
    { name: "one file", document: vaultDocumentOf(record), digest: vaultDigestOf(record), cipher, key: vault.key },
  ],
  deliveries: [
    {
      name: "a key to the licensee",
      ...{ document: deliveryDocumentOf(delivery), digest: deliveryDigestOf(delivery) },
      ...{ key: licensee.key, vault: vault.key },
    },
  ],
};
await writeFile(new URL("../../vectors/vault.json", import.meta.url), `${JSON.stringify(written, null, 2)}\n`);
