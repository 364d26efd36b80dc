import { useMemo, useState } from "react";
import type { Hex } from "viem";
import { Link } from "wouter";
import { DraftNotice } from "../../../flow/DraftNotice.tsx";
import { Read } from "../../../flow/Read.tsx";
import { useDraft } from "../../../flow/useDraft.ts";
import { useActiveChain } from "../../../lib/chain.ts";
import type { KeptOpening } from "../../../lib/openings.ts";
import { useControllers, useStamp } from "../../../lib/reads.ts";
import { Checkbox } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/page.tsx";
import { LoadingState } from "../../../ui/states.tsx";
import { DescriptionStep } from "../DescriptionStep.tsx";
import { PeopleStep } from "../people/PeopleStep.tsx";
import { ResaleField } from "../SourcesField.tsx";
import type { MatchedPictures } from "./covers.ts";
import { SeriesCovers } from "./SeriesCovers.tsx";
import { SeriesPanel } from "./SeriesPanel.tsx";
import { newSeriesDraft, problemsOf, SeriesDraft, titleInSeries, worksOf } from "./series.ts";

type SeriesFormProps = { stamped: string; openings: readonly KeptOpening[]; account: `0x${string}` };

/** What is said of a whole series, kept as a draft until it is registered. */
export function SeriesForm({ stamped, openings, account }: SeriesFormProps) {
  const { deployment } = useActiveChain();
  const [initial] = useState(newSeriesDraft);
  const draft = useDraft({ key: `series:${stamped}`, version: 1, schema: SeriesDraft, initial });
  const { value, set } = draft;
  const [matched, setMatched] = useState<MatchedPictures>();
  const works = useMemo(() => worksOf(openings), [openings]);
  const ids = useMemo(() => works.map(({ id }) => id), [works]);
  const controllers = useControllers(ids);
  const stamp = useStamp(stamped as Hex);
  const errors = problemsOf(value, account, deployment);
  const patch = (change: Partial<SeriesDraft>) => set((before) => ({ ...before, ...change }));
  if (!draft.ready) return <LoadingState />;
  const titles = works
    .slice(0, 3)
    .map(({ name, position }) => `“${titleInSeries(value, { name, position, all: works.length })}”`);
  return (
    <>
      <DraftNotice of={draft} />
      <Section title="What they are" note="The title is that of the series.">
        <div className="grid gap-6">
          <DescriptionStep
            value={value.description}
            onChange={(description) => patch({ description })}
            errors={value.description.title === "" ? {} : errors}
          />
          <fieldset className="grid gap-3">
            <legend className="mb-2 font-medium">What is each of them called?</legend>
            <Checkbox
              type="radio"
              name="naming"
              checked={value.naming === "numbers"}
              onChange={() => patch({ naming: "numbers" })}
              label="By its place in the series"
              hint="The names of the files stay private."
            />
            <Checkbox
              type="radio"
              name="naming"
              checked={value.naming === "files"}
              onChange={() => patch({ naming: "files" })}
              label="By the name of its file"
              hint="Which becomes public, for good."
            />
            <p className="text-sm text-soft [overflow-wrap:anywhere]">So: {titles.join(", ")}…</p>
          </fieldset>
          <Checkbox
            checked={value.findable}
            onChange={(event) => patch({ findable: event.target.checked })}
            label="Make each file findable by those who hold it"
            hint="Its SHA-256 becomes public, from which nobody can make the file."
          />
        </div>
      </Section>
      <Section title="What they look like" note="Their covers, shown wherever they are listed.">
        <SeriesCovers works={works} value={matched} onChange={setMatched} />
      </Section>
      <Section title="Who made them, and who is paid?">
        <div className="grid gap-6">
          <PeopleStep
            people={value.people}
            onChange={(people) => patch({ people: [...people] })}
            account={account}
            errors={value.people[0]?.name === "" ? {} : errors}
          />
          <ResaleField value={value.resale} onChange={(resale) => patch({ resale })} error={errors.resale} />
        </div>
      </Section>
      <Section title="Register them">
        {stamp.data?.status === "not-found" ? (
          <Notice tone="warning" title="They are not stamped yet" className="mb-5">
            <p>
              Whoever sees a registration on its way could have the earlier evidence.{" "}
              <Link href={`/prove/${stamped}`} className="link">
                Stamp them first
              </Link>
              .
            </p>
          </Notice>
        ) : null}
        <Read of={controllers} what="which of them are registered">
          {(known) => (
            <SeriesPanel
              stamped={stamped}
              draft={value}
              works={works}
              known={known}
              account={account}
              {...(matched && { pictures: matched.pictures })}
              problem={Object.values(errors)[0]}
            />
          )}
        </Read>
      </Section>
    </>
  );
}
