import { useSearchParams } from "wouter";
import { NoIndex } from "../../components/index/NoIndex.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { readTrendQuestion } from "./readTrendQuestion.ts";
import { TrendFields } from "./TrendFields.tsx";
import { TrendFigure } from "./TrendFigure.tsx";
import type { TrendQuestion } from "./TrendQuestion.ts";

/** What is registered, licensed and paid over time, with the figures behind each chart. */
export function TrendsPage() {
  const chain = useActiveChain();
  const [search, setSearch] = useSearchParams();
  const question = readTrendQuestion(search);
  const onChange = (name: keyof TrendQuestion, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return (
    <>
      <PageHeader eyebrow="The landscape" title="Trends">
        <p>
          What is registered, licensed and paid on {chain.name}. Anybody can register anything and pay themselves, so
          these figures say what was recorded, not what it is worth.
        </p>
      </PageHeader>
      {chain.index === undefined ? (
        <NoIndex>Figures over all works need an index, and none is set up for {chain.name} here.</NoIndex>
      ) : (
        <>
          <TrendFields question={question} onChange={onChange} />
          <TrendFigure
            measure="registrations"
            title="Works registered"
            note="New entries in the register. Versions of a work are not counted."
            question={question}
          />
          <TrendFigure
            measure="licences"
            title="Licences sold"
            note="Sublicences are counted, renewals are not."
            question={question}
          />
          <TrendFigure
            measure="price"
            title="Mean price of a licence"
            note="What a sale cost, free ones included, divided by their number."
            question={question}
          />
          <TrendFigure
            measure="income"
            title="Income of works"
            note="Everything that was paid into works in this currency: sales, renewals, reports, and whatever anybody sent."
            question={question}
          />
        </>
      )}
    </>
  );
}
