import { categories, inList, totalUnits, workIdOf } from "@colophon/sdk";
import { useObjectUrl } from "../../lib/browser.ts";
import { formatBytes, formatNumber } from "../../lib/format.ts";
import { CoverPlate } from "../../parts/WorkCover.tsx";
import { type CurrentOpening, useContentStamp } from "./files/content.ts";
import { sumOfShares } from "./people/people.ts";
import type { RegisterDraft } from "./registration.ts";

/** The entry as it grows, beside the form: what it will look like in a list of works. */
export function EntryCard({ draft, current }: { draft: RegisterDraft; current: CurrentOpening }) {
  const { content, description, people, cover } = draft;
  const { opening, mismatch } = current;
  const stamp = useContentStamp(mismatch ? undefined : opening);
  const url = useObjectUrl(cover?.bytes, cover?.type ?? "");
  const title = description.title.trim() || "Untitled";
  const names = people.map(({ name }) => name.trim()).filter(Boolean);
  const creators = names.length > 3 ? `${inList(names.slice(0, 2), "")} and others` : inList(names);
  const sum = sumOfShares(people);
  const bytes = content?.manifest.files.reduce((total, { size }) => total + size, 0) ?? 0;
  const count = content?.manifest.files.length ?? 0;
  // The paper that the work will have, as soon as its number can be known.
  const work = opening
    ? workIdOf({ claimant: opening.claimant, contentRoot: opening.contentRoot })
    : BigInt(content?.salt ?? 7);
  const facts = [
    categories.find(({ id }) => id === description.category)?.label,
    content ? (count === 1 ? formatBytes(bytes) : `${formatNumber(count)} files, ${formatBytes(bytes)}`) : undefined,
    stamp.data?.status === "found" ? `Stamped in block ${formatNumber(stamp.data.value.at.block)}` : undefined,
    people.length > 1
      ? sum.units === totalUnits
        ? `${people.length} people, shares complete`
        : "Shares are not complete yet"
      : undefined,
  ].filter(Boolean);
  return (
    <aside aria-label="The entry so far" className="hidden lg:block">
      <div className="sticky top-8 ml-auto max-w-72 rounded-xl border border-rule bg-leaf p-6 shadow-leaf">
        <div aria-hidden="true" className="mx-auto aspect-[3/4] w-44 overflow-hidden rounded-[0.2rem] shadow-leaf">
          {cover && url ? (
            <div className="flex size-full items-center justify-center bg-sunk">
              <img src={url} alt="" className="max-h-full max-w-full object-contain" />
            </div>
          ) : (
            <CoverPlate work={work} title={title} creators={creators || undefined} />
          )}
        </div>
        <p className="mt-5 line-clamp-4 text-balance text-center font-serif text-xl leading-snug [overflow-wrap:anywhere]">
          {title}
        </p>
        {creators ? (
          <p className="mt-1 line-clamp-2 text-center font-serif text-soft [overflow-wrap:anywhere]">{creators}</p>
        ) : null}
        {facts.length > 0 ? (
          <ul className="mt-4 grid gap-1 border-rule border-t pt-4 text-center text-soft text-sm">
            {facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </aside>
  );
}
