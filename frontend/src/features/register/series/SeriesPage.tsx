/** @remarks It puts the steps of a series in their order, and each is a file of its own. */
import { isSameAddress } from "@colophon/sdk";
import { useMemo, useState } from "react";
import type { Hex } from "viem";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { DraftNotice } from "../../../flow/DraftNotice.tsx";
import { Read } from "../../../flow/Read.tsx";
import { useDraft } from "../../../flow/useDraft.ts";
import { useActiveChain } from "../../../lib/chain.ts";
import { batchName, inOrder, type KeptOpening, useKeptOpenings } from "../../../lib/openings.ts";
import { useControllers, useStamp } from "../../../lib/reads.ts";
import { walletDialog } from "../../../lib/wallet.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { PageHeader, Section } from "../../../ui/page.tsx";
import { EmptyState, LoadingState } from "../../../ui/states.tsx";
import { AddressView } from "../../../ui/values.tsx";
import { DescriptionStep } from "../DescriptionStep.tsx";
import { parseDescription } from "../description.ts";
import { PeopleStep } from "../people/PeopleStep.tsx";
import { parsePeople } from "../people/people.ts";
import { ResaleField } from "../SourcesField.tsx";
import { moneyErrors } from "../sources.ts";
import type { MatchedPictures } from "./covers.ts";
import { SeriesCovers } from "./SeriesCovers.tsx";
import { SeriesPanel } from "./SeriesPanel.tsx";
import { newSeriesDraft, SeriesDraft, titleInSeries, worksOf } from "./series.ts";

/** Registers many files that were sealed each on its own, as works with one description. */
export function SeriesPage({ stamped }: { stamped: string }) {
  const chain = useActiveChain();
  const { address } = useConnection();
  const kept = useKeptOpenings();
  const openings = useMemo(
    () =>
      inOrder(kept.data?.filter(({ stamped: of, opening }) => of === stamped && opening.chainId === chain.id) ?? []),
    [kept.data, stamped, chain.id],
  );
  const [first] = openings;
  if (kept.isPending) return <LoadingState label="Looking on this device" />;
  return (
    <>
      <PageHeader eyebrow="Register a series" title={batchName(openings) ?? "A series of works"}>
        <p>
          What you say here counts for every one of them: kind, people, shares. Each becomes a work of its own, with its
          own number, title and offers.
        </p>
      </PageHeader>
      {!first ? (
        <EmptyState title="The openings of these files are not on this device">
          <p>
            They were sealed in another browser, or for another chain.{" "}
            <Link href="/prove" className="link">
              See what was sealed here
            </Link>
            .
          </p>
        </EmptyState>
      ) : !address ? (
        <EmptyState
          title="Connect the wallet of the claimant"
          actions={<Button onClick={() => walletDialog.setOpen(true)}>Connect a wallet</Button>}
        />
      ) : isSameAddress(address, first.opening.claimant) ? (
        <SeriesForm key={stamped} stamped={stamped} openings={openings} account={address} />
      ) : (
        <Notice tone="warning" title="Another account is the claimant">
          <p>
            These files were sealed for <AddressView value={first.opening.claimant} />. Connect that account: their
            stamp counts for it alone.
          </p>
        </Notice>
      )}
    </>
  );
}

type SeriesFormProps = { stamped: string; openings: readonly KeptOpening[]; account: `0x${string}` };

function SeriesForm({ stamped, openings, account }: SeriesFormProps) {
  const { deployment } = useActiveChain();
  const [initial] = useState(newSeriesDraft);
  const draft = useDraft({ key: `series:${stamped}`, version: 1, schema: SeriesDraft, initial });
  const { value, set } = draft;
  const [matched, setMatched] = useState<MatchedPictures>();
  const works = useMemo(() => worksOf(openings), [openings]);
  const ids = useMemo(() => works.map(({ id }) => id), [works]);
  const controllers = useControllers(ids);
  const stamp = useStamp(stamped as Hex);
  const errors = {
    ...parseDescription(value.description).errors,
    ...parsePeople(value.people, account, deployment).errors,
    ...moneyErrors(undefined, value.resale),
  };
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
