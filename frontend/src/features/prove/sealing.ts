import { type Anchor, ColophonError, type Deployment, type HashedFile, type Opening } from "@colophon/sdk";
import { type ReadClient, readAnchor } from "@colophon/sdk/read";
import type { Address, Hex } from "viem";
import { runManifestJob } from "../../lib/hashing/runManifestJob.ts";
import { keptOpenings } from "../../lib/openings.ts";

export const proveSteps = ["Choose files", "Check", "Keep the key", "Stamp"] as const;

type PrepareOpeningsParameters = {
  client: ReadClient;
  deployment: Deployment;
  claimant: Address;
  files: readonly HashedFile[];
  folder: string | undefined;
  /** One opening for each file instead of one for all. */
  separately: boolean;
};

type PreparedOpenings = { stamped: Hex; openings: { opening: Opening; name: string }[] };

/** Makes the openings for a stamp, with a recent block inside that shows that they were not made before it. */
export async function prepareOpenings(parameters: PrepareOpeningsParameters): Promise<PreparedOpenings> {
  const { client, deployment, claimant, files, folder, separately } = parameters;
  // Without the chain there is no "not before"; the seal itself needs none.
  const anchor: Anchor | undefined = await readAnchor(client).catch(() => undefined);
  const groups = separately ? files.filter((file) => file.size > 0).map((file) => [file]) : [files];
  const { commitment, openings } = await runManifestJob("seal", {
    groups,
    anchor,
    chainId: deployment.chainId,
    timestamps: deployment.contracts.timestamps.address,
    claimant,
  });
  return {
    stamped: commitment,
    openings: openings.map((opening, index) => ({ opening, name: nameOf(groups[index] ?? [], folder, separately) })),
  };
}

function nameOf(files: readonly HashedFile[], folder: string | undefined, separately: boolean): string {
  const [only] = files;
  if (files.length === 1 && only) return separately ? only.path : (folder ?? only.path);
  return folder ?? `${files.length} files`;
}

/** Makes sure that the keys of a stamp are kept before anybody pays for it. */
export async function secureOpenings(stamped: string): Promise<void> {
  const openings = (await keptOpenings.values()).filter((kept) => kept?.stamped === stamped);
  const kept = openings.length > 0 && (await keptOpenings.isDurable());
  if (kept || (openings.length > 0 && openings.every((opening) => opening.downloaded))) return;
  throw new ColophonError(
    "This browser keeps nothing after you close it, and without its opening a stamp proves nothing. Download the opening first, then stamp.",
  );
}

/** File names for one archive: two files of different folders may have the same name, so later ones get a number. */
export function uniqueFileNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const [stem, ending] = splitEnding(name);
    let unique = name;
    for (let count = 2; taken.has(unique); count += 1) unique = `${stem}-${count}${ending}`;
    taken.add(unique);
    return unique;
  });
}

/** "poem.txt.colophon-bundle.json" ends with ".colophon-bundle.json". */
function splitEnding(name: string): [string, string] {
  const at = name.lastIndexOf(".colophon");
  return at < 0 ? [name, ""] : [name.slice(0, at), name.slice(at)];
}
