import { writeFile } from "node:fs/promises";
import { type Hex, keccak256, sha256, stringToBytes } from "viem";
import { ledgerDocumentOf, ledgerUntil, openLedger, withAnswer, withHandover } from "../disclosures/ledger.ts";
import { blockHashesIn, verifyLedgerFile } from "../evidence/verifyLedger.ts";
import { isSameAddress } from "../model/ids.ts";
import { type BundleVector, vectorText } from "./bundleVectors.ts";
import { discloser, handedTexts, makeLedger, makeNda, other, reader, stampOf } from "./ledgers.ts";

export type LedgerVector = Omit<BundleVector, "bundle" | "licences"> & {
  /** Which of the ledgers. */
  ledger: string;
};

/** What a contract may take for a signature; no key made it. */
const noSignature = `0x${"00".repeat(96)}` as const;

/** The published vectors: ledgers of disclosures, and what a verifier must say of them and of their changes. */
export async function ledgerVectors() {
  const { ledger, trusted: hashes } = await makeLedger();
  const without = ledgerUntil(ledger, 1);
  const [handover] = ledger.entries;
  if (handover?.kind !== "handed-over") throw new Error("The first entry is no hand-over.");
  // A contract's signature, or a wrong one, in a ledger that is otherwise whole.
  const byContract = withAnswer(without, {
    kind: "received",
    of: 1,
    time: 1_764_547_500,
    signature: noSignature,
  });
  const byOther = withAnswer(without, {
    kind: "received",
    of: 1,
    time: 1_764_547_500,
    signature: await other.signMessage({ message: "I received it." }),
  });
  const unsigned = { ...openLedger(await makeNda([discloser, reader]), discloser.address) };
  const half = withHandover(unsigned, handover);
  const whole = await makeNda();
  const signatures = whole.signatures.map((each) =>
    isSameAddress(each.party, other.address) ? { ...each, signature: noSignature } : each,
  );
  const partyIsContract = withHandover(openLedger({ ...whole, signatures }, discloser.address), handover);
  const stamped = (of: typeof ledger, number: number) => ({ ...of, stamps: [stampOf(of, number, 1_764_550_000)] });
  const made = {
    whole: ledger,
    "one stamp": ledgerUntil(ledger, 2),
    unanswered: stamped(without, 24_000_200),
    "by a contract": stamped(byContract, 24_000_300),
    "by somebody else": stamped(byOther, 24_000_400),
    "half signed": stamped(half, 24_000_500),
    "agreed by a contract": stamped(partyIsContract, 24_000_600),
  };
  type Name = keyof typeof made;
  const blocks = Object.fromEntries(
    Object.entries(made).map(([name, { stamps }]) => [name, stamps.flatMap(blockHashesIn)]),
  );
  const trust = (name: Name) => (blocks[name] ?? []).map((hash) => ({ hash }));
  const files = Object.entries(handedTexts).map(([path, text]) => ({ path, sha256: sha256(stringToBytes(text)) }));
  const change = (name: string, path: (string | number)[], value?: unknown) => ({
    name,
    ledger: "whole" as const,
    changes: [{ path, value }],
  });
  const hash = keccak256("0x01");
  const cases: (Pick<LedgerVector, "name" | "changes" | "edit" | "files" | "expected"> & {
    ledger: Name;
    trusted?: { hash: Hex; number?: number }[];
  })[] = [
    { name: "a ledger with two stamps", ledger: "whole" },
    { name: "with the files", ledger: "whole", files },
    {
      name: "with an encrypted file",
      ledger: "whole",
      files: [{ path: "x.age", sha256: handover.files[0]?.cipher.sha256 ?? hash }],
    },
    { name: "with another file", ledger: "whole", files: [{ path: "other.txt", sha256: hash }] },
    {
      name: "with a file of another size",
      ledger: "whole",
      files: [{ path: "draft.txt", sha256: files[0]?.sha256 ?? hash, size: 1 }],
    },
    { name: "files forgotten", ledger: "whole", files: [] },
    { name: "nobody vouches for the blocks", ledger: "whole", trusted: [] },
    {
      name: "one of two blocks is vouched for",
      ledger: "whole",
      trusted: hashes.slice(0, 1).map((known) => ({ hash: known })),
    },
    { name: "another hash for a block", ledger: "whole", trusted: [{ hash, number: 24_000_000 }] },
    { name: "a hash of no block", ledger: "whole", trusted: [...trust("whole"), { hash }] },
    { name: "the ledger up to its first stamp", ledger: "one stamp" },
    {
      name: "another claimant was expected",
      ledger: "one stamp",
      expected: { claimant: "0x00000000000000000000000000000000000000aa" },
    },
    { name: "nobody answered", ledger: "unanswered" },
    { name: "a receipt that a contract signed", ledger: "by a contract" },
    { name: "a receipt that somebody else signed", ledger: "by somebody else" },
    { name: "an agreement that one party did not sign", ledger: "half signed" },
    { name: "an agreement that a contract may have signed", ledger: "agreed by a contract" },
    change("no stamps", ["stamps"], []),
    change("the last stamp left out", ["stamps", 1]),
    change("the first stamp left out", ["stamps", 0]),
    change("an entry left out", ["entries", 2]),
    change("the last entry left out", ["entries", 4]),
    change("another digest of a file", ["entries", 0, "files", 0, "sha256"], hash),
    change("another digest of an encrypted file", ["entries", 2, "files", 0, "cipher", "sha256"], hash),
    change("another size of a file", ["entries", 0, "files", 0, "size"], 20),
    change("another recipient", ["entries", 0, "recipient"], other.address.toLowerCase()),
    change("a recipient who is no party", ["entries", 2, "recipient"], "0x00000000000000000000000000000000000000aa"),
    change("files for the discloser", ["entries", 2, "recipient"], discloser.address.toLowerCase()),
    change("another discloser", ["discloser"], reader.address.toLowerCase()),
    change("a discloser who is no party", ["discloser"], "0x00000000000000000000000000000000000000aa"),
    change("another time of a receipt", ["entries", 1, "time"], 1),
    change("a receipt called a destruction", ["entries", 1, "kind"], "returned"),
    change("a receipt of another hand-over", ["entries", 4, "of"], 3),
    change("a receipt of no hand-over", ["entries", 4, "of"], 2),
    change("a receipt of a later hand-over", ["entries", 1, "of"], 3),
    change("a number twice", ["entries", 4, "number"], 4),
    change("another signature of the agreement", ["agreement", "signatures", 0, "signature"], `0x${"11".repeat(64)}1b`),
    change("a signature of the agreement left out", ["agreement", "signatures", 0]),
    change("another word in the agreement", ["agreement", "agreement", "text"], "# Another agreement\n"),
    change("a key of age that is none", ["entries", 0, "key"], "age1"),
    change("a file without bytes", ["entries", 0, "files", 0, "size"], 0),
    change("two files of one path", ["entries", 0, "files", 1, "path"], "draft.txt"),
    change("a path that leads out of the folder", ["entries", 0, "files", 0, "path"], "../draft.txt"),
    change("a kind of entry that nobody knows", ["entries", 1, "kind"], "read"),
    change("a field that nobody knows", ["entries", 1, "note"], "read it all"),
    change("no entries", ["entries"], []),
    change("another block's header", ["stamps", 0, "blocks", 0, "header"], "0xc0"),
    change("a stamp that is no bundle", ["stamps", 0], { format: "colophon-bundle/1" }),
    change("another version of the format", ["format"], "colophon-disclosures/2"),
    { name: "a space", ledger: "whole", edit: { find: ",", replace: ", " } },
    { name: "a field twice", ledger: "whole", edit: { find: '"number":1,', replace: '"number":1,"number":1,' } },
  ];
  const vectors: LedgerVector[] = [];
  for (const given of cases) {
    const trusted = given.trusted ?? trust(given.ledger);
    const { verdict, steps } = await verifyLedgerFile(
      vectorText(JSON.parse(ledgerDocumentOf(made[given.ledger])), given),
      { files: given.files, trusted: trusted.map((known) => ({ ...known, source: "you" })), expected: given.expected },
    );
    const outcomes = Object.fromEntries(steps.map(({ id, outcome }) => [id, outcome]));
    vectors.push({ ...given, trusted, verdict, steps: outcomes });
  }
  return {
    about: "Accounts 0, 1 and 2 of “test test test test test test test test test test test junk” signed.",
    ledgers: Object.fromEntries(
      Object.entries(made).map(([name, each]) => [name, JSON.parse(ledgerDocumentOf(each)) as object]),
    ),
    vectors,
  };
}

if (process.argv[1] === import.meta.filename) {
  const file = new URL("../../vectors/disclosures.json", import.meta.url);
  await writeFile(file, `${JSON.stringify(await ledgerVectors(), null, 2)}\n`);
}
