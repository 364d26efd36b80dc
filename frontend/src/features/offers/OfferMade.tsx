import { parseQuote } from "@colophon/sdk/terms";
import { useMemo } from "react";
import type { Hex } from "viem";
import { Link } from "wouter";
import { siteLink } from "../../config/site.ts";
import { CopyLine } from "../../flow/HandOver.tsx";
import { OutcomeHeading } from "../../flow/Outcome.tsx";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { Card } from "../../ui/page.tsx";
import { QuoteHandOver } from "./QuotesOfWork.tsx";

export function Published({ offer, onAnother }: { offer: Hex; onAnother: () => void }) {
  const link = siteLink(`/offer/${offer}`);
  return (
    <Card className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-5">
      <OutcomeHeading>Your offer is open</OutcomeHeading>
      <p className="text-soft">
        It is listed with the work, and whoever has its address can buy under it. The income waits under{" "}
        <Link href="/earn" className="link">
          Earn
        </Link>{" "}
        for everybody who has a share.
      </p>
      <CopyLine text={link} label="Copy the address of the offer" />
      <div className="flex flex-wrap gap-3">
        <Link href={`/offer/${offer}`} className={buttonClasses()}>
          See the offer
        </Link>
        <Button variant="secondary" onClick={onAnother}>
          Make another
        </Button>
      </div>
    </Card>
  );
}

export function Signed({ document, onAnother }: { document: string; onAnother: () => void }) {
  const quote = useMemo(() => parseQuote(document), [document]);
  return (
    <Card className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-5">
      <OutcomeHeading>Your quote is signed</OutcomeHeading>
      <p className="text-soft">
        Send the buyer this link or the file. Nobody else has either: the quote stands in the link itself, and this site
        keeps it on this device only.
      </p>
      <QuoteHandOver quote={quote} />
      <div>
        <Button variant="secondary" onClick={onAnother}>
          Make another
        </Button>
      </div>
    </Card>
  );
}
