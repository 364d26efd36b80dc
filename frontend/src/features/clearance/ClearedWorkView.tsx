import { Badge } from "../../components/Badge.tsx";
import { LicenceHit } from "../../components/index/LicenceHit.tsx";
import { OfferHit } from "../../components/index/OfferHit.tsx";
import { WorkHit } from "../../components/index/WorkHit.tsx";
import { ChainCheck, type ChainCheckProps } from "./ChainCheck.tsx";
import { verdicts } from "./verdicts.ts";

const mostOffers = 5;

/** One work of a report: the verdict, why, what helps, and the check on the chain. */
export function ClearedWorkView(props: ChainCheckProps) {
  const { work, rank, verdict, sentence, held, offers, conflicts } = props.cleared;
  const { word, tone } = verdicts[verdict];
  return (
    <div className="grid gap-4">
      <WorkHit
        work={work}
        note={rank === null ? undefined : rank === 1 ? "earliest evidence for this file" : `number ${rank} by evidence`}
      />
      <div className="grid gap-3 sm:pl-24">
        <p className="hidden text-sm print:block">
          Work <code className="font-mono">{work.id}</code>, claimed by{" "}
          <code className="font-mono">{work.claimant}</code>
        </p>
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <Badge tone={tone}>{word}</Badge> <span>{sentence}</span>
        </p>
        <Lines
          title="Licences held that cover it"
          entries={held.map((licence) => [licence.id, <LicenceHit key="" licence={licence} />])}
        />
        <Lines
          title="Licences that stand against it"
          entries={conflicts.map((licence) => [licence.id, <LicenceHit key="" licence={licence} />])}
        />
        <Lines
          title={verdict === "held" ? "Offers for the same" : "Offers that would allow it"}
          entries={offers.slice(0, mostOffers).map((offer) => [offer.id, <OfferHit key="" offer={offer} />])}
        />
        {offers.length > mostOffers ? (
          <p className="text-sm text-soft">And {offers.length - mostOffers} more on the work's page.</p>
        ) : null}
        <ChainCheck {...props} />
      </div>
    </div>
  );
}

function Lines({ title, entries }: { title: string; entries: [string, React.ReactNode][] }) {
  if (entries.length === 0) return null;
  return (
    <div>
      <p className="font-medium text-sm text-soft">{title}</p>
      <ul className="mt-1 grid gap-1">
        {entries.map(([key, content]) => (
          <li key={key}>{content}</li>
        ))}
      </ul>
    </div>
  );
}
