import { FormatError, parseQuote, parseQuoteFragment, type Quote } from "@colophon/sdk";
import { useState, useSyncExternalStore } from "react";
import { DropZone } from "../../../components/DropZone.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { PageHeader } from "../../../components/PageHeader.tsx";
import { usePageTitle } from "../../../lib/pageTitle.ts";
import { QuoteView } from "./QuoteView.tsx";

type Read = { quote: Quote } | { problem: string } | undefined;

/** More than any quote has: a larger file is something else. */
const mostBytes = 64 * 1024;

/** Opens a quote from a link or from its file. */
export function QuotePage() {
  usePageTitle("Quote");
  const fragment = useFragment();
  const [file, setFile] = useState<Read>();
  const read = file ?? (fragment === "" ? undefined : attempt(() => parseQuoteFragment(fragment)));
  if (read && "quote" in read) return <QuoteView quote={read.quote} />;

  const open = async (chosen: File | undefined) => {
    if (!chosen) return;
    if (chosen.size > mostBytes) return setFile({ problem: "This file is too large to be a quote. Choose another." });
    try {
      const bytes = new Uint8Array(await chosen.arrayBuffer());
      setFile(attempt(() => parseQuote(bytes)));
    } catch {
      setFile({ problem: "This file could not be read. Choose it again." });
    }
  };
  return (
    <>
      <PageHeader title="Open a quote">
        <p>An offer that somebody signed for one buyer. It is read on this device and sent nowhere.</p>
      </PageHeader>
      <div className="grid max-w-3xl gap-6">
        {read ? (
          <Notice tone="danger" urgent title="This is not a quote that can be used">
            <p>{read.problem}</p>
          </Notice>
        ) : null}
        <DropZone
          title="Drop the quote here"
          hint="Its name ends in .colophon-quote.json"
          folders={false}
          multiple={false}
          onChoose={(chosen) => void open(chosen.files[0]?.file)}
        />
      </div>
    </>
  );
}

function attempt(read: () => Quote): Read {
  try {
    return { quote: read() };
  } catch (error) {
    return {
      problem:
        error instanceof FormatError ? error.shortMessage : "It could not be read. Ask the licensor for it again.",
    };
  }
}

function subscribe(listener: () => void) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** What stands after the “#” in the address. */
function useFragment(): string {
  return useSyncExternalStore(subscribe, () => location.hash.slice(1));
}
