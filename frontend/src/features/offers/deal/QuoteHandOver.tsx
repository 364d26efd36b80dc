import { type Quote, quoteDocumentOf } from "@colophon/sdk";
import { Download } from "lucide-react";
import { Button } from "../../../components/Button.tsx";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { downloadFile } from "../../../lib/files/downloadFile.ts";
import { quoteFileName } from "../../../lib/quotes/quoteFileName.ts";
import { quoteLinkOf } from "../../../lib/quotes/quoteLinkOf.ts";

/** A signed quote as a link and as a file. */
export function QuoteHandOver({ quote }: { quote: Quote }) {
  const link = quoteLinkOf(quote);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p className="flex items-center gap-1 rounded-lg border border-rule bg-sunk py-1 pr-1 pl-4">
        <code className="min-w-0 grow truncate text-sm">{link}</code>
        <CopyButton text={link} label="Copy the link to the quote" />
      </p>
      <div>
        <Button
          variant="secondary"
          size="small"
          icon={<Download aria-hidden="true" className="size-4" />}
          onClick={() => downloadFile(quoteFileName(quote), quoteDocumentOf(quote))}
        >
          Save it as a file
        </Button>
      </div>
    </div>
  );
}
