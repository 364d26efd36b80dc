import { type AnswerOf, routes } from "@colophon/sdk/index-api";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { IndexFreshness } from "../../flow/IndexNotices.tsx";
import { ReadIndex, ReadIndexList } from "../../flow/Read.tsx";
import { count, wordFor } from "../../lib/format.ts";
import { indexedText, placeOf, type SearchQuestion } from "../../lib/questions.ts";
import { useIndex, useIndexList } from "../../lib/useIndex.ts";
import { RankBadge } from "../../parts/claims.tsx";
import { LicenceHit, OfferHit, WorkHit } from "../../parts/hits.tsx";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { Card } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import type { WorksQuestion } from "./searchFilter.ts";

type FoundWorksProps = {
  /** For the index's list of works. */
  asked: WorksQuestion;
  words: string | undefined;
  narrowed: boolean;
  /** False while the person is still typing. */
  settled: boolean;
  onClear: () => void;
};

/** The works that have the words and pass the filters. */
export function FoundWorks({ asked, words, narrowed, settled, onClear }: FoundWorksProps) {
  const list = useIndexList(routes.works, asked);
  const looking = !settled || list.pages.isPlaceholderData;
  const asks = words !== undefined || narrowed;
  return (
    <section aria-label="Results" aria-busy={looking} className="grid gap-6">
      <ReadIndexList of={list} what="the works">
        {(works, at) => (
          <>
            <div className="grid gap-1">
              <p role="status" className="font-medium">
                {looking ? "Looking…" : countLine(works.length, list.pages.hasNextPage, asks)}
              </p>
              <IndexFreshness at={at} />
            </div>
            {works.length > 0 ? (
              <ol className={looking ? "grid gap-8 opacity-60" : "grid gap-8"}>
                {works.map((work) => (
                  <li key={work.id} className="border-rule border-t pt-6 first:border-t-0 first:pt-0">
                    <WorkHit work={work} level={2} />
                  </li>
                ))}
              </ol>
            ) : null}
            {works.length === 0 && !looking ? <NothingFound onClear={asks ? onClear : undefined} /> : null}
            {words && works.length < 3 && !looking ? (
              <NearNames name={words} except={works.map(({ id }) => id)} />
            ) : null}
          </>
        )}
      </ReadIndexList>
    </section>
  );
}

/** No work is in the index, or none that is asked for: then the search can be cleared. */
function NothingFound({ onClear }: { onClear: (() => void) | undefined }) {
  return (
    <EmptyState
      title={onClear ? "Nothing in the index matches" : "No work is registered here yet"}
      actions={
        onClear ? (
          <Button variant="secondary" onClick={onClear}>
            Clear the search
          </Button>
        ) : undefined
      }
    >
      <p>
        That is no proof that there is nothing: what was stamped in secret or registered under other words cannot be
        found by these. You can{" "}
        <Link href="/search/registered" className="link">
          ask with the file itself
        </Link>
        .
      </p>
    </EmptyState>
  );
}

function countLine(found: number, more: boolean, asked: boolean): string {
  if (found === 0) return "No results.";
  const works = count(found, "work");
  if (!asked) return more ? `The first ${works}.` : `${works}.`;
  return more ? `The first ${works} that match.` : `${works} ${wordFor(found, "matches", "match")}.`;
}

type NearNamesProps = {
  name: string;
  /** Numbers of works that are shown already. */
  except: readonly string[];
};

/** Works whose names are spelled alike; nothing while there are none. */
export function NearNames({ name, except }: NearNamesProps) {
  const answer = useIndex(routes.near, name.length < 3 ? undefined : { name: name.slice(0, 200) });
  const near = answer.data?.items.filter(({ work }) => !except.includes(work.id)) ?? [];
  if (near.length === 0) return null;
  return (
    <section aria-labelledby="near-names" className="grid gap-6">
      <h2 id="near-names" className="text-2xl">
        Similar names
      </h2>
      <ul className="grid gap-6">
        {near.map(({ work }) => (
          <li key={work.id}>
            <WorkHit work={work} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type FoundByNumberProps = { question: SearchQuestion };

/** Where a number, a digest or an address leads by the chain, and what the index has on it. */
export function FoundByNumber({ question }: FoundByNumberProps) {
  const answer = useIndex(routes.search, { q: indexedText(question) });
  const place = placeOf(question);
  return (
    <section aria-label="Results" className="grid gap-6">
      {place ? (
        <Card className="flex flex-wrap items-center justify-between gap-4">
          <p className="min-w-0">
            This is <strong className="font-semibold">{place.what}</strong>. The chain itself answers for it.
          </p>
          <Link href={place.href} className={buttonClasses("secondary")}>
            {place.action}
          </Link>
        </Card>
      ) : null}
      <ReadIndex of={answer} what="what it has on it">
        {(found) => <KnownByIndex found={found} />}
      </ReadIndex>
    </section>
  );
}

/** What the index has on a number, a digest or an address. */
function KnownByIndex({ found }: { found: AnswerOf<typeof routes.search> }) {
  const { account, works, files, licences, offers } = found;
  const some = account !== null || works.length + files.length + licences.length + offers.length > 0;
  return (
    <>
      <div className="grid gap-1">
        <p role="status" className="font-medium">
          {some ? "The index knows this of it:" : "The index knows nothing else of it."}
        </p>
        <IndexFreshness at={found.at} />
      </div>
      {account ? (
        <p>
          It claimed {count(account.works.claimed, "work")}, controls {count(account.works.controlled, "work")}, holds{" "}
          {count(account.licences.held, "licence")} and granted {count(account.licences.granted, "licence")}.
        </p>
      ) : null}
      <List items={files} keyOf={({ work }) => work.id} gap="gap-6">
        {({ work, rank }) => <WorkHit work={work} level={2} note={<RankBadge rank={rank} />} />}
      </List>
      <List items={works} keyOf={({ id }) => id} gap="gap-6">
        {(work) => <WorkHit work={work} level={2} />}
      </List>
      <List items={licences} keyOf={({ id }) => id} gap="gap-2">
        {(licence) => <LicenceHit licence={licence} />}
      </List>
      <List items={offers} keyOf={({ id }) => id} gap="gap-2">
        {(offer) => <OfferHit offer={offer} />}
      </List>
    </>
  );
}

type ListProps<Item> = {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  gap: string;
  children: (item: Item) => ReactNode;
};

function List<Item>({ items, keyOf, gap, children }: ListProps<Item>) {
  if (items.length === 0) return null;
  return (
    <ul className={`grid ${gap}`}>
      {items.map((item) => (
        <li key={keyOf(item)}>{children(item)}</li>
      ))}
    </ul>
  );
}
