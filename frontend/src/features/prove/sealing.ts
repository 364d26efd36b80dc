import type { Anchor, Deployment, HashedFile, Opening } from "@colophon/sdk";
import { type ReadClient, readAnchor } from "@colophon/sdk/read";
import type { Address, Hex } from "viem";
import { count } from "../../lib/format.ts";
import { runManifestJob } from "../../lib/hashing/runManifestJob.ts";

export const proveSteps: readonly string[] = ["Choose files", "Check", "Keep the proof", "Stamp"];

type PrepareOpeningsParameters = {
  client: ReadClient;
  deployment: Deployment;
  claimant: Address;
  files: readonly HashedFile[];
  folder: string | undefined;
  /** One opening for each file instead of one for all. */
  separately: boolean;
};

type PreparedOpenings = { stamped: Hex; openings: { opening: Opening; name: string; group?: string | undefined }[] };

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
    openings: openings.map((opening, index) => ({
      opening,
      name: nameOf(groups[index] ?? [], folder, separately),
      ...(separately && folder ? { group: folder } : {}),
    })),
  };
}

function nameOf(files: readonly HashedFile[], folder: string | undefined, separately: boolean): string {
  const [only] = files;
  if (files.length === 1 && only) return separately ? only.path : (folder ?? only.path);
  return folder ?? count(files.length, "file");
}
