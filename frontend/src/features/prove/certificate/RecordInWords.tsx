import { formatTime } from "../../../components/formatTime.ts";
import type { ProofCase } from "./ProofCase.ts";

/** Which record a declaration is about, so that nobody can take it for another. */
export function RecordInWords({ proof }: { proof: ProofCase }) {
  const { bundle, kept, digest } = proof;
  const timestamps = bundle.contracts.find(({ name }) => name === "timestamps");
  return (
    <span className="[overflow-wrap:anywhere]">
      the log “Commit” of the contract {timestamps?.address} in block {kept.block.number} (hash {kept.block.hash}) of
      the blockchain with the chain number {bundle.chainId}, which records{" "}
      {bundle.stamp?.batch?.root ?? bundle.stamp?.commitment} at {formatTime(kept.block.time)}, as contained in the file
      with the SHA-256 {digest.slice(2)} (“the bundle”)
    </span>
  );
}
