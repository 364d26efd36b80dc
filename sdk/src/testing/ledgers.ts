import { blake3 } from "@noble/hashes/blake3.js";
import { bytesToHex, type Hex, sha256, stringToBytes, stringToHex } from "viem";
import { draftAgreement, type SignedAgreement, withSignature } from "../agreements/document.ts";
import { answerOf, handoverIn, handoverTypedData, takeAnswer } from "../disclosures/handover.ts";
import { type DisclosureLedger, entryBytes, openLedger, withHandover } from "../disclosures/ledger.ts";
import type { AnswerKind } from "../disclosures/statements.ts";
import type { Bundle } from "../evidence/bundle.ts";
import { agreementTypedData } from "../model/agreement.ts";
import { day } from "../model/time.ts";
import { makeBundle } from "./bundles.ts";
import { testAccount } from "./world.ts";

/** The people of the example: who discloses, and two who are shown something. */
export const [discloser, reader, other] = [testAccount(0), testAccount(1), testAccount(2)];

type Person = typeof discloser;

const opens = 1_764_547_200;

/** A secret agreement that those who are named signed, of the three who are its parties. */
export async function makeNda(signers: readonly Person[] = [discloser, reader, other]): Promise<SignedAgreement> {
  let signed = draftAgreement({
    chainId: 1,
    agreements: `0x${"9".repeat(40)}`,
    words: "# Non-disclosure\n\nWhat we show each other stays between us.",
    parties: [discloser.address, reader.address, other.address],
    witnessed: false,
    opens,
    closes: opens + 7 * day,
    reference: "8f2a".repeat(8),
  });
  for (const person of signers) {
    const signature = await person.signTypedData(agreementTypedData(signed, signed.agreement));
    signed = withSignature(signed, { party: person.address, signature });
  }
  return signed;
}

/** The public key of age of a key that nobody uses. */
const key = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

/** A file by its words, as if it had been encrypted to something as long and 200 bytes. */
function fileOf(path: string, text: string) {
  const bytes = stringToBytes(text);
  return {
    path,
    size: bytes.length,
    sha256: sha256(bytes),
    cipher: { size: bytes.length + 200, sha256: sha256(stringToHex(`encrypted ${text}`)) },
  };
}

/** The texts that the example's ledger is about. */
export const handedTexts = {
  "draft.txt": "The tide comes in.\n",
  "notes/plan.txt": "spring\n",
  "recipe.txt": "salt\n",
};

/** The ledger with an answer that the recipient of an entry signed. */
async function answered(ledger: DisclosureLedger, entry: number, kind: AnswerKind, person: Person, time: number) {
  const handover = handoverIn(ledger, entry);
  const signature = await person.signTypedData(handoverTypedData(handover, kind, time));
  return takeAnswer(ledger, answerOf(handover, kind, time, signature));
}

/** A stamp of the ledger's last entry in a block of a chain that never was. */
export function stampOf(ledger: DisclosureLedger, number: number, time: number): Bundle {
  const last = ledger.entries.at(-1);
  if (!last) throw new Error("There is no entry to stamp.");
  const bytes = entryBytes(last);
  const name = `entry ${last.number}`;
  const text = new TextDecoder().decode(bytes);
  const { bundle } = makeBundle({
    ...{ number, time, files: { [name]: text }, disclose: [name] },
    blake3: { [name]: bytesToHex(blake3(bytes)) },
  });
  return bundle;
}

/** A ledger of five entries with two stamps, of which the second covers all; and the hashes of their blocks. */
export async function makeLedger(): Promise<{ ledger: DisclosureLedger; trusted: Hex[] }> {
  const [draft, plan, recipe] = Object.entries(handedTexts).map(([path, text]) => fileOf(path, text));
  if (!draft || !plan || !recipe) throw new Error("A text is missing.");
  let ledger = openLedger(await makeNda(), discloser.address);
  ledger = withHandover(ledger, { time: opens + 100, recipient: reader.address, key, files: [draft, plan] });
  ledger = await answered(ledger, 1, "received", reader, opens + 200);
  const first = stampOf(ledger, 24_000_000, opens + 300);
  ledger = withHandover(ledger, { time: opens + 400, recipient: other.address, key, files: [recipe] });
  ledger = await answered(ledger, 3, "received", other, opens + 500);
  ledger = await answered(ledger, 1, "destroyed", reader, opens + 600);
  const second = stampOf(ledger, 24_000_100, opens + 700);
  const trusted = [first, second].flatMap(({ blocks }) => blocks.map(({ hash }) => hash));
  return { ledger: { ...ledger, stamps: [first, second] }, trusted };
}
