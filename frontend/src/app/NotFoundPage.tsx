import { Link } from "wouter";
import { PageHeader } from "../ui/page.tsx";
import { EmptyState } from "../ui/states.tsx";

/** An address that no page has: what to do instead. Loaded when it is needed, so that the first page is smaller. */
export function NotFoundPage() {
  return (
    <>
      <PageHeader title="There is no such page" />
      <EmptyState title="The address may be mistyped, or the page may have moved.">
        <p>
          Go to the{" "}
          <Link href="/" className="link">
            first page
          </Link>
          , or{" "}
          <Link href="/verify" className="link">
            look up
          </Link>{" "}
          a work or licence by its number.
        </p>
      </EmptyState>
    </>
  );
}
