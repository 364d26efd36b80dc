import { type Deployment, discloseFiles, type Opening, workIdOf } from "@colophon/sdk";
import * as v from "valibot";
import type { Address } from "viem";
import { listOf } from "../../../flow/draftSchemas.ts";
import { formatNumber } from "../../../lib/format.ts";
import type { KeptOpening } from "../../../lib/openings.ts";
import { DescriptionForm, parseDescription } from "../description.ts";
import { newPerson, Person, parsePeople } from "../people/people.ts";
import { newRegisterDraft, type PreparedRegistration, prepareRegistration } from "../registration.ts";
import { moneyErrors } from "../sources.ts";
import type { PublicFile } from "../visible/publicFiles.ts";

/** What many works have in common that are registered one after the other. */
export const SeriesDraft = v.object({
  /** The title of the series, of which each work takes its own, and what all are described by. */
  description: DescriptionForm,
  people: listOf(Person),
  resale: v.string(),
  /** Whether each is called by its place in the series or by its file, whose name then becomes public. */
  naming: v.picklist(["numbers", "files"]),
  /** Whether whoever holds a file can find its work. */
  findable: v.boolean(),
});

export type SeriesDraft = v.InferOutput<typeof SeriesDraft>;

export function newSeriesDraft(): SeriesDraft {
  const { description, resale } = newRegisterDraft();
  return { description, resale, people: [newPerson({ share: "100" })], naming: "numbers", findable: true };
}

/** What keeps a series from being registered, by the field that it is about. */
export function problemsOf(
  { description, people, resale }: SeriesDraft,
  account: Address,
  deployment: Deployment,
): Readonly<Record<string, string>> {
  return {
    ...parseDescription(description).errors,
    ...parsePeople(people, account, deployment).errors,
    ...moneyErrors(undefined, resale),
  };
}

/**
 * As many registrations go into one transaction: a block takes several times as many, and no wallet has to show more.
 * Each is about 90,000 gas, and 20,000 more if its file becomes findable; no transaction may use more than 16.7 million.
 */
export const worksAtOnce = 60;

/** What a work of a series is called. */
export function titleInSeries(
  { description, naming }: SeriesDraft,
  { name, position, all }: { name: string; position: number; all: number },
): string {
  const series = description.title.normalize("NFC").trim();
  if (naming === "numbers") return `${series}, ${formatNumber(position)} of ${formatNumber(all)}`;
  const own =
    name
      .split("/")
      .at(-1)
      ?.replace(/\.[^.]{1,8}$/, "") ?? name;
  return series === "" ? own : `${series}: ${own}`;
}

/** A work of a series: its opening, its number in the register and its place. */
export type SeriesWork = { id: bigint; opening: Opening; name: string; position: number };

/** The works that the openings of a stamp would be, in the order of their names. */
export function worksOf(openings: readonly KeptOpening[]): SeriesWork[] {
  return openings.map(({ opening, name }, i) => {
    const { claimant, contentRoot } = opening;
    return { id: workIdOf({ claimant, contentRoot }), opening, name, position: i + 1 };
  });
}

type PrepareSeriesParameters = {
  draft: SeriesDraft;
  works: readonly SeriesWork[];
  /** Of those that have one. */
  covers?: ReadonlyMap<bigint, PublicFile>;
  /** How many works the series has. */
  all: number;
  deployment: Deployment;
  account: Address;
};

/** The registrations of some works of a series. Throws what is wrong with one of them. */
export function prepareSeries({
  draft,
  works,
  covers,
  all,
  deployment,
  account,
}: PrepareSeriesParameters): PreparedRegistration[] {
  const { description, people, resale, findable } = draft;
  return works.map(({ id, opening, name, position }) => {
    const title = titleInSeries(draft, { name, position, all });
    const one = {
      ...newRegisterDraft(),
      description: { ...description, title },
      people,
      resale,
      cover: covers?.get(id),
    };
    const files = opening.manifest.files.filter(({ size }) => size > 0);
    const paths = files.map(({ path }) => path);
    const disclosures = findable ? discloseFiles(opening.manifest, paths) : [];
    return prepareRegistration({ draft: one, opening, disclosures, deployment, account });
  });
}
