import type { Claim, KnownFile } from "@colophon/sdk";

/** The claims to any of the files, one for each work, by the earliest evidence. */
export function claimsOfWorks(known: readonly KnownFile[]): Claim[] {
  const works = new Map<bigint, Claim>();
  for (const claim of known.flatMap(({ claims }) => claims)) {
    const earlier = works.get(claim.work.id);
    if (!earlier || isEarlier(claim, earlier)) works.set(claim.work.id, claim);
  }
  return [...works.values()]
    .sort((a, b) => (isEarlier(a, b) ? -1 : 1))
    .map((claim, index) => ({ ...claim, rank: index + 1 }));
}

function isEarlier({ evidence: a }: Claim, { evidence: b }: Claim): boolean {
  return a.at.block === b.at.block ? a.at.logIndex < b.at.logIndex : a.at.block < b.at.block;
}
