import { parseId } from "@colophon/sdk";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { sentenceOf } from "../../lib/transactions/sentenceOf.ts";
import { LicenceView } from "./LicenceView.tsx";

/** One licence, as a page that its holder can show to anybody. */
export function LicencePage({ id }: { id: string }) {
  let licence: bigint;
  try {
    licence = parseId(id, "licence");
  } catch (error) {
    return (
      <>
        <PageHeader title="No such licence" />
        <EmptyState title="This is not the number of a licence">
          <p>{sentenceOf(error)}</p>
        </EmptyState>
      </>
    );
  }
  return <LicenceView id={licence} />;
}
