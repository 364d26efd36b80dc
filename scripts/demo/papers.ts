import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Deployment } from "@colophon/sdk";
import { agreementDocumentOf, agreementTypedData, draftAgreement, withSignature } from "@colophon/sdk/agreements";
import { draftOrder, orderDocumentOf, orderTypedData } from "@colophon/sdk/assignments";
import { agreementPlaceOf, orderPlaceOf, stampCall } from "@colophon/sdk/calls";
import {
  answerDocumentOf,
  answerOf,
  handoverDocumentOf,
  handoverIn,
  handoverTypedData,
  ledgerDocumentOf,
  openLedger,
  takeAnswer,
  withHandover,
} from "@colophon/sdk/disclosures";
import { captureBundle, openLastEntry, withLedgerStamp } from "@colophon/sdk/evidence";
import { deliveryFactsOf, type Finding, readEncumbrances, readEntitlement } from "@colophon/sdk/read";
import {
  createKey,
  createVaultRecord,
  deliveryDocumentOf,
  encryptFile,
  keyFileOf,
  lockKey,
  vaultDocumentOf,
} from "@colophon/sdk/vault";
import { parseEther, zeroAddress } from "viem";
import { type DemoChain, people } from "./people.ts";
import type { PreparedWork } from "./prepareWork.ts";

const { ines, tomas, maya } = people;

const draft = `The Tide Clock. A draft for Maya Chen's eyes.

Chapter one. The clock in the harbour master's window had no numbers, only the names of boats.
`;

const words = `# Not to be shown to others

Ines Okafor shows Maya Chen the draft of a story. Maya Chen shows it to nobody, makes nothing from it, and destroys it when
Ines Okafor asks her to. This holds until the story is published.`;

type Papers = {
  chain: DemoChain;
  deployment: Deployment;
  /** A new folder is made in it. */
  folder: string;
  /** A work, and the licence of it that Maya Chen holds. */
  licensed: { work: PreparedWork; licence: bigint; files: readonly { path: string; bytes: Uint8Array }[] };
  /** A work that Tomas Lind would sell to her. */
  sold: PreparedWork;
};

/**
 * Leaves what people hand each other beside the chain: an agreement to keep a secret, a draft that was handed over under it
 * with its receipt in a stamped ledger, the encrypted files of a work for a licensee, and an order to sell a work. All keys
 * are public. Does nothing if they are there.
 */
export async function leavePapers({ folder, ...given }: Papers): Promise<void> {
  const place = join(folder, "papers");
  if (await stat(join(place, "order-for-maya.colophon-order.json")).catch(() => undefined)) return;
  await mkdir(place, { recursive: true });
  const leave = (name: string, content: string | Uint8Array) => writeFile(join(place, name), content);
  const { key, recipient } = await createKey();
  await writeFile(join(place, "maya.age-key.txt"), await keyFileOf(key), { mode: 0o600 });
  await leaveDisclosure({ ...given, leave, recipient });
  await leaveDelivery({ ...given, leave, recipient });
  await leaveOrder({ ...given, leave });
}

type Leave = { leave: (name: string, content: string | Uint8Array) => Promise<void>; recipient: string };

async function encrypted(bytes: Uint8Array, to: string) {
  const parts: Uint8Array[] = [];
  async function* source() {
    yield bytes;
  }
  const write = async (part: Uint8Array) => parts.push(part.slice());
  const sealed = await encryptFile({ source: source(), recipients: [to], write });
  return { ...sealed, bytes: Buffer.concat(parts) };
}

const momentOf = async ({ client }: DemoChain) => Number((await client.getBlock()).timestamp);

async function leaveDisclosure({ chain, deployment, leave, recipient }: Omit<Papers, "folder"> & Leave) {
  const time = await momentOf(chain);
  const parties = [ines.account.address, maya.account.address];
  const window = { opens: time, closes: time + 30 * 86_400 };
  let signed = draftAgreement({ ...agreementPlaceOf(deployment), words, parties, witnessed: false, ...window });
  for (const { account } of [ines, maya]) {
    const signature = await account.signTypedData(agreementTypedData(signed, signed.agreement));
    signed = withSignature(signed, { party: account.address, signature });
  }
  await leave("ines-and-maya.colophon-agreement.json", agreementDocumentOf(signed));

  const bytes = new TextEncoder().encode(draft);
  const sealed = await encrypted(bytes, recipient);
  const file = { path: "the-tide-clock.txt", ...sealed.plain, cipher: sealed.cipher };
  const handed = { time, recipient: maya.account.address, key: recipient, files: [file] };
  const given = withHandover(openLedger(signed, ines.account.address), handed);
  const handover = handoverIn(given, 1);
  const signature = await maya.account.signTypedData(handoverTypedData(handover, "received", time));
  const answer = answerOf(handover, "received", time, signature);
  const ledger = takeAnswer(given, answer);
  const { chainId, contracts } = deployment;
  const stamping = { chainId, timestamps: contracts.timestamps.address, claimant: ines.account.address };
  const opening = openLastEntry(ledger, stamping);
  await chain.send(ines, stampCall(deployment, { commitment: opening.commitment }));
  const { bundle } = await captureBundle({ client: chain.client, deployment, opening });
  await leave("the-tide-clock.txt", bytes);
  await leave("the-tide-clock.txt.age", sealed.bytes);
  await leave("the-tide-clock.colophon-handover.json", handoverDocumentOf(handover));
  await leave("received.colophon-answer.json", answerDocumentOf(answer));
  await leave("ines.colophon-disclosures.json", ledgerDocumentOf(withLedgerStamp(ledger, bundle)));
}

async function leaveDelivery({ chain, deployment, licensed, leave, recipient }: Omit<Papers, "folder"> & Leave) {
  const { work, licence, files } = licensed;
  const vault = await createKey();
  const sealed = await Promise.all(
    files.map(async ({ path, bytes }) => ({ path, ...(await encrypted(bytes, vault.recipient)) })),
  );
  for (const [i, { path, bytes }] of sealed.entries())
    await leave(`${work.slug}-${i + 1}-${path.split("/").at(-1)}.age`, bytes);
  const record = createVaultRecord({
    ...{ chainId: deployment.chainId, works: deployment.contracts.works.address, work: work.id },
    ...{ recipient: vault.recipient, manifest: work.opening.manifest },
    files: sealed.map(({ path, plain, cipher }) => ({ path, plain, cipher })),
  });
  const intended = { use: "print", purpose: "editorial", territory: "AT" };
  const request = { account: maya.account.address, licence, recipient, ...intended };
  const now = await momentOf(chain);
  const context = { client: chain.client, deployment };
  const entitlement = await readEntitlement(context, request, { now });
  const facts = deliveryFactsOf(context, request, { record, entitlement, now });
  const note = deliveryDocumentOf({ ...facts, key: await lockKey(vault.key, [recipient]) });
  await leave(`${work.slug}.record.json`, vaultDocumentOf(record));
  await leave(`${work.slug}-for-maya.colophon-delivery.json`, note);
}

function needed<Value>(found: Finding<Value>): Value {
  if (found.status === "found") return found.value;
  throw new Error("What the work carries is not on the chain.");
}

async function leaveOrder({ chain, deployment, sold, leave }: Omit<Papers, "folder"> & Pick<Leave, "leave">) {
  const opens = await momentOf(chain);
  const place = orderPlaceOf(deployment);
  const order = draftOrder({
    ...place,
    encumbrances: needed(await readEncumbrances({ client: chain.client, deployment }, { work: sold.id })),
    ...{ seller: tomas.account.address, buyer: maya.account.address, control: true, units: 0 },
    ...{ currency: zeroAddress, price: parseEther("0.8"), opens, closes: opens + 365 * 86_400, room: 100 },
  });
  const sellerSignature = await tomas.account.signTypedData(orderTypedData(place, order));
  await leave(
    "order-for-maya.colophon-order.json",
    orderDocumentOf({ ...place, order, sellerSignature, buyerSignature: undefined }),
  );
}
