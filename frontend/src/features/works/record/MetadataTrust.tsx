import type { WorkRecord } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { ShieldCheck, ShieldX } from "lucide-react";
import { Badge } from "../../../components/Badge.tsx";
import { Hash } from "../../../components/Hash.tsx";
import { useReadContext } from "../../../lib/chain/useReadContext.ts";
import { contentTrust } from "../../../lib/work/contentTrust.ts";

/** Whether the description shown is the one that was registered. */
export function useMetadataTrust(work: Pick<WorkRecord, "metadata" | "metadataDigest">) {
  const { store, deployment } = useReadContext();
  return useQuery({
    queryKey: ["metadata-trust", deployment.chainId, work.metadataDigest, work.metadata.status],
    queryFn: () => contentTrust(store, work.metadataDigest, work.metadata),
  });
}

export function MetadataTrust({ work }: { work: WorkRecord }) {
  const trust = useMetadataTrust(work);
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Hash value={work.metadataDigest.slice(2)} label="SHA-256 of the description" />
      {trust.data?.status === "verified" ? (
        <Badge tone="ok">
          <ShieldCheck aria-hidden="true" className="size-4" /> Verified
        </Badge>
      ) : null}
      {trust.data?.status === "refused" ? (
        <Badge tone="danger">
          <ShieldX aria-hidden="true" className="size-4" /> Refused
        </Badge>
      ) : null}
      {trust.data?.status === "unavailable" ? <Badge tone="warning">Not readable now</Badge> : null}
    </span>
  );
}
