import type { WorkRecord } from "@colophon/sdk";
import { Notice } from "../../../components/Notice.tsx";
import { useMetadataTrust } from "./MetadataTrust.tsx";

/** Says why a work has no title and pictures here: its description was refused, or cannot be read now. */
export function MetadataProblem({ work }: { work: WorkRecord }) {
  const trust = useMetadataTrust(work);
  if (trust.data?.status === "refused") {
    return (
      <Notice tone="danger" title="The description of this work is refused">
        <p>{capitalised(trust.data.sentence)}</p>
        <p>Nothing of it is shown. What the chain itself records about the work stands below and is not affected.</p>
      </Notice>
    );
  }
  if (trust.data?.status === "unavailable") {
    return (
      <Notice tone="warning" title="The description of this work cannot be read now">
        <p>{capitalised(trust.data.sentence)}</p>
        <p>What the chain itself records about the work stands below and is not affected.</p>
      </Notice>
    );
  }
  return null;
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
