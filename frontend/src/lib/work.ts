import {
  type ContentStore,
  categories,
  documents,
  inList,
  isSameAddress,
  type Metadata,
  roles,
  showableTitle,
  titleConcern,
  untitled,
} from "@colophon/sdk";
import type { Claim, ContentFinding, WorkStanding as Standing } from "@colophon/sdk/read";
import type { Hex } from "viem";

export { untitled } from "@colophon/sdk";

type Thumbnail = NonNullable<Metadata["thumbnail"]>;

/** What titles, lines and covers take of a work's metadata: a list of an index has no more. */
export type ListedMetadata = Pick<Metadata, "name" | "credits" | "image" | "image_details" | "preview"> & {
  /** With its size where the whole description was read. */
  thumbnail?: (Pick<Thumbnail, "uri" | "type"> & Partial<Pick<Thumbnail, "width" | "height">>) | undefined;
};

/** What to call a work: its title, or its number where the metadata cannot be read. */
export function titleOf(work: { id: bigint; metadata: ContentFinding<ListedMetadata> }): string {
  return (work.metadata.status === "found" && showableTitle(work.metadata.value.name)) || untitled(work.id);
}

/** What may mislead about a work's title or those it credits; undefined if nothing does, or nothing is known of it. */
export function concernOf(metadata: ContentFinding<ListedMetadata>): { mark: string } | undefined {
  if (metadata.status !== "found") return undefined;
  const { name, credits } = metadata.value;
  const title = titleConcern(name);
  if (title) return { mark: title.mark.replace("its name", "its title") };
  const credit = credits.map((each) => titleConcern(each.name)).find((each) => each !== undefined);
  return credit && { mark: credit.mark.replace("its name", "a name that it credits") };
}

/** Who made it, in a line: "Ines Okafor, Tomas Lind and 3 others". Undefined where the metadata names nobody. */
export function creatorsOf(metadata: ContentFinding<ListedMetadata>, most = 2): string | undefined {
  if (metadata.status !== "found") return undefined;
  const names = [...new Set(metadata.value.credits.flatMap((credit) => showableTitle(credit.name) ?? []))];
  if (names.length === 0) return undefined;
  const shown = names.slice(0, most).map((name) => (name.length > 60 ? `${name.slice(0, 60)}…` : name));
  const others = names.length - shown.length;
  if (others === 1) return `${shown.join(", ")} and 1 other`;
  if (others > 1) return `${shown.join(", ")} and ${others} others`;
  return inList(shown);
}

export function categoryLabel(id: string): string {
  return categories.find((category) => category.id === id)?.label ?? "Other work";
}

/** A role in words: its label, or what the metadata says where it is none of the list. */
export function roleLabel(role: string): string {
  return roles.find((known) => known.id === role)?.label ?? role;
}

/** How far the public bytes behind a digest can be trusted. */
type ContentTrust =
  | { status: "verified" }
  /** Bytes came, but they are not what was registered or not what they should be. */
  | { status: "refused"; sentence: string }
  | { status: "unavailable"; sentence: string };

/**
 * Why something from the content store could not be shown: nobody has it, or somebody sent other bytes. The second is
 * an alarm and must not look like the first.
 */
export async function contentTrust(
  store: ContentStore | undefined,
  digest: Hex,
  finding: ContentFinding<unknown>,
): Promise<ContentTrust> {
  if (finding.status === "found") return { status: "verified" };
  if (finding.status === "invalid") return { status: "refused", sentence: finding.sentence };
  const unavailable: ContentTrust = { status: "unavailable", sentence: finding.sentence };
  if (finding.status === "not-found" || !store) return unavailable;
  // Asked once more for the reasons, with the limit of metadata.
  const result = await store.get(digest, { maxBytes: documents.work.maxBytes });
  if (result.status === "found") return unavailable;
  const bad = result.attempts.find(({ problem }) => problem === "mismatch" || problem === "too large");
  return bad ? { status: "refused", sentence: bad.sentence } : unavailable;
}

export type EarlierClaim = {
  claim: Claim;
  /** The files that both works contain. */
  digests: Hex[];
};

/** Other people's works that contain a file of this one and whose proof is earlier, the earliest first. */
export function earlierClaims(standing: Pick<Standing, "own" | "earlier">): EarlierClaim[] {
  const byWork = new Map<bigint, EarlierClaim>();
  for (const { digest, claim } of standing.earlier) {
    // The same person may register a file again, for example in another collection.
    if (isSameAddress(claim.claimant, standing.own.claimant)) continue;
    const known = byWork.get(claim.work.id);
    if (!known) byWork.set(claim.work.id, { claim, digests: [digest] });
    else known.digests.push(digest);
  }
  return [...byWork.values()].sort(
    (a, b) =>
      a.claim.evidence.at.block - b.claim.evidence.at.block ||
      a.claim.evidence.at.logIndex - b.claim.evidence.at.logIndex,
  );
}
