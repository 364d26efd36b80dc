import { canonicalJson } from "../core/json.ts";
import { ArchiveError, isZip, readZip, type ZipEntry, type ZipText, zipOf } from "../core/zip.ts";
import { utcTime } from "../model/time.ts";
import { visibleLine, visibleText } from "../model/words.ts";
import { type Opening, stampedOf } from "./commitment.ts";

/*
 * Everything of one proof in one archive: what opens the stamp, what shows it, and how to check both without anybody's
 * help. Nothing in it is new. The names in it, and its own, say nothing of what was sealed.
 */

/** The endings by which programs tell an opening and a bundle from other files. */
const [openingEnding, bundleEnding] = [".colophon.json", ".colophon-bundle.json"];

/** The endings of what stands in a package for people to read, and is no part of anybody's work. */
const [readMeEnding, certificateEnding] = [".colophon.txt", ".colophon.html"];

/** One sealed work for a package. What is not known yet is missing. */
export type PackagedProof = {
  opening: Opening;
  /** What the person calls it. It stands in the read-me only. */
  name: string;
  /** The bundle of evidence in its canonical form, once it is stamped. */
  bundle?: string | undefined;
  /** A page of HTML that tells what the bundle shows. */
  certificate?: string | undefined;
};

export type ProofPackage = {
  /** What to call the file: by the first digits of what is stamped, which everybody may see. */
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Whether there is evidence for each opening. */
  complete: boolean;
};

/**
 * The package of what was stamped together, or is about to be. Throws an ArchiveError if there is nothing to pack.
 *
 * @param proofs One, or all of a batch in their order.
 */
export function createProofPackage(proofs: readonly PackagedProof[]): ProofPackage {
  const [first] = proofs;
  if (!first) throw new ArchiveError("There is nothing to pack. Seal a file first.");
  const complete = proofs.every(({ bundle }) => bundle !== undefined);
  const entries = proofs.flatMap(({ opening, bundle, certificate }, i): ZipText[] => {
    const place = proofs.length > 1 ? `proof-${padded(i, proofs)}` : "proof";
    return [
      { name: `${place}${openingEnding}`, content: canonicalJson(opening) },
      ...(bundle === undefined ? [] : [{ name: `${place}${bundleEnding}`, content: bundle }]),
      ...(certificate === undefined ? [] : [{ name: `${place}${certificateEnding}`, content: certificate }]),
    ];
  });
  const readMe = { name: `READ-ME${readMeEnding}`, content: readMeOf(proofs, entries, complete) };
  const stamped = stampedOf(first.opening).slice(2, 10);
  return { name: `proof-${stamped}.colophon.zip`, bytes: zipOf([readMe, ...entries]), complete };
}

function readMeOf(proofs: readonly PackagedProof[], entries: readonly ZipText[], complete: boolean): string {
  const [first] = proofs as [PackagedProof];
  const { opening } = first;
  const several = proofs.length > 1;
  const one = proofs.map(({ name }, i) => {
    const own = entries.filter((entry) => entry.name.startsWith(several ? `proof-${padded(i, proofs)}.` : "proof."));
    return `  “${visibleText(name)}”: ${own.map((entry) => entry.name).join(", ")}`;
  });
  const stamp = opening.stamp;
  return `${[
    "COLOPHON: THE PROOF OF WHEN SOMETHING WAS HELD",
    "",
    complete
      ? `This package is complete: it holds what opens a stamp, and the evidence that the stamp was made${stamp ? ` in block ${stamp.block} of chain ${opening.chainId}, ${utcTime(stamp.time)}` : ""}.`
      : `This package is from before its evidence was captured. It holds what opens the stamp ${stampedOf(opening)} on chain ${opening.chainId}, if that was made. Save it again on the page of the proof once it is stamped, or run: colophon bundle.`,
    "",
    "KEEP IT with the files themselves, in more than one place. Whoever has it can show what was sealed, so give it only to",
    "people who may know. The files are not in it.",
    "",
    "What is in it",
    ...one,
    "",
    `  *${openingEnding}  the opening: the secret salt, the claimant and the list of files. Without it the stamp`,
    "    proves nothing, and nobody can make another.",
    `  *${bundleEnding}  the evidence: everything from the list of files to the block, as one file.`,
    `  *${certificateEnding}  what the evidence shows, in words, to read or print. Open it in any browser.`,
    "",
    "How to check it without us",
    "  1. Look up the hash of the block at a source that you trust, such as a node of your own. The certificate names it.",
    "  2. Open verify.html of any release of Colophon with the network off. Give it this package, the files and the hash;",
    "     or run: colophon verify <this package> <files> --block-hash <hash>.",
    "  3. It says proved, disproved or cannot know, and every step. The format of each file is public: whoever reads",
    "     docs/formats.md can write a verifier of their own. A second one, in Python, comes with each release.",
    "",
    "What it does not show",
    "  A stamp shows that the claimant held exactly these bytes no later than a block. It does not prove originality,",
    "  authorship, ownership or legal validity.",
  ].join("\r\n")}\r\n`;
}

function padded(i: number, proofs: readonly unknown[]): string {
  return String(i + 1).padStart(String(proofs.length).length, "0");
}

/** Whether a file of an archive is there for people to read: the read-me and the certificates of a package. */
export function isPackageNote(name: string): boolean {
  return name.endsWith(readMeEnding) || name.endsWith(certificateEnding);
}

/** The bundles and the openings in an archive of anybody, not yet unpacked. Throws an ArchiveError as {@link readZip} does. */
async function evidenceIn(archive: Blob): Promise<{ bundles: ZipEntry[]; openings: ZipEntry[] }> {
  const entries = (await readZip(archive)) ?? [];
  return {
    bundles: entries.filter(({ name }) => name.endsWith(bundleEnding)),
    openings: entries.filter(({ name }) => name.endsWith(openingEnding)),
  };
}

/**
 * The bundle to verify from a file of anybody: the one in it if it is a package, else the file itself. Throws an
 * ArchiveError that says what to do for a package without evidence or with that of several works, and for one that cannot
 * be read.
 */
export async function bundleOfFile(file: Blob): Promise<Blob> {
  if (!(await isZip(file))) return file;
  const { bundles, openings } = await evidenceIn(file);
  const [bundle, another] = bundles;
  if (bundle && !another) return bundle.unpack();
  if (another) {
    throw new ArchiveError(
      `This package holds ${bundles.length} bundles, and one is checked at a time. Unpack it, and choose one of them, such as ${visibleLine(bundle?.name ?? "")}.`,
    );
  }
  throw new ArchiveError(
    openings.length > 0
      ? "This package is from before its stamp was captured: it has an opening, and no evidence yet. Save it again once it is stamped, or make the bundle with colophon bundle."
      : "This archive holds no bundle of evidence. Choose the proof package, or the file that ends with .colophon-bundle.json.",
  );
}
