import { parseId } from "@colophon/sdk";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { sentenceOf } from "../../lib/transactions/sentenceOf.ts";
import { WorkView } from "./WorkView.tsx";

/** Everything about one work. */
export function WorkPage({ id }: { id: string }) {
  let work: bigint;
  try {
    work = parseId(id, "work");
  } catch (error) {
    return (
      <>
        <PageHeader title="No such work" />
        <EmptyState title="This is not the number of a work">
          <p>{sentenceOf(error)}</p>
        </EmptyState>
      </>
    );
  }
  return <WorkView id={work} />;
}
