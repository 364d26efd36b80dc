import { categories, parseId, percentOf, percentOfShare, roles, visibleText } from "@colophon/sdk";
import { ventureSafeOf } from "@colophon/sdk/agreements";
import { Eye, LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import { formatNumber, wordFor } from "../../lib/format.ts";
import { inSmallLetters } from "../../lib/labels.ts";
import { parseAddress } from "../../lib/parse.ts";
import { WorkLink } from "../../parts/work.tsx";
import { Button } from "../../ui/button.tsx";
import { AddressView } from "../../ui/values.tsx";
import { languageName } from "./description.ts";
import type { Content } from "./files/content.ts";
import { parseShare } from "./people/people.ts";
import type { RegisterDraft } from "./registration.ts";
import { checkSources } from "./sources.ts";
import { findableFiles } from "./visible/findableFiles.ts";
import { PublicFileView } from "./visible/PublicFileField.tsx";
import { originalOf, type PublicFile } from "./visible/publicFiles.ts";

type PublicSideProps = {
  draft: RegisterDraft;
  account: `0x${string}` | undefined;
  onEdit: (step: number) => void;
};

/** Everything that a registration makes public, for good. */
export function PublicSide({ draft, account, onEdit }: PublicSideProps) {
  const { description, people, cover, preview, content, hidden, venture } = draft;
  const findable = content ? findableFiles(content.manifest, hidden).chosen : [];
  const category = categories.find(({ id }) => id === description.category);
  return (
    <section aria-labelledby="public-side" className="grid content-start gap-5">
      <h3 id="public-side" className="flex items-center gap-2.5 text-2xl">
        <Eye aria-hidden="true" strokeWidth={1.5} className="size-6 text-accent" /> Becomes public, for good
      </h3>
      <Entry title="Description" onEdit={() => onEdit(1)}>
        <p className="font-serif text-xl leading-snug [overflow-wrap:anywhere]">{description.title.trim()}</p>
        <p className="text-soft text-sm">
          {[
            category?.label,
            description.language.trim() ? languageName(description.language.trim()) : undefined,
            ...description.identifiers.map(
              ({ scheme, ownScheme, value }) => `${scheme === "Other" ? ownScheme.trim() : scheme} ${value.trim()}`,
            ),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {description.description.trim() ? (
          <p className="line-clamp-4 whitespace-pre-line [overflow-wrap:anywhere]">{description.description.trim()}</p>
        ) : null}
        {description.service.trim() ? (
          <p className="text-sm [overflow-wrap:anywhere]">
            Licensees get the files from <bdi>{description.service.trim()}</bdi>
          </p>
        ) : null}
      </Entry>
      <Entry title="Credits and shares" onEdit={() => onEdit(2)}>
        <ul className="grid gap-3">
          {people.map((person, index) => {
            const share = parseShare(person.share);
            const units = share.kind === "units" ? share.units : 0;
            const role = roles.find(({ id }) => id === person.role)?.label ?? person.ownRole.trim();
            const typed = parseAddress(person.account);
            const whose = index === 0 ? account : typed.ok ? typed.address : undefined;
            return (
              <li key={person.id} className="flex items-start justify-between gap-4">
                <div className="min-w-0">
                  <p className="[overflow-wrap:anywhere]">
                    {person.name.trim()} <span className="text-soft">{role}</span>
                  </p>
                  <p className="text-soft text-sm">
                    {whose ? (
                      <AddressView value={whose} copy={false} />
                    ) : index === 0 ? (
                      "The account that signs"
                    ) : (
                      "No account"
                    )}
                  </p>
                </div>
                <p className="shrink-0 tabular-nums">{units > 0 ? `${percentOf(units)} %` : "no share"}</p>
              </li>
            );
          })}
        </ul>
      </Entry>
      {venture ? (
        <Entry title="Control" onEdit={() => onEdit(2)}>
          <p>
            The Safe of “<bdi>{venture.name}</bdi>” controls it, from the same transaction on.
          </p>
          <p className="text-soft text-sm">
            <AddressView value={ventureSafeOf(venture).address} copy={false} />
          </p>
        </Entry>
      ) : null}
      {draft.sources?.length ? (
        <Entry title="Made from other works" onEdit={() => onEdit(2)}>
          <ul className="grid gap-2">
            {draft.sources.map(({ licence, work, share }) => (
              <li key={licence} className="flex items-start justify-between gap-4">
                <WorkLink id={parseId(work, "work")} />
                <span className="shrink-0 tabular-nums">{share > 0 ? `${percentOfShare(share)} %` : "no share"}</span>
              </li>
            ))}
          </ul>
          <p className="mt-2 text-sm text-soft">
            It owes them {percentOfShare(checkSources(draft.sources).owed)} % of everything it receives
            {draft.sources.some(({ shareAlike }) => shareAlike !== undefined)
              ? ", and may be offered under the share-alike terms of their licence and no others"
              : ""}
            .
          </p>
        </Entry>
      ) : null}
      {draft.resale?.trim() ? (
        <Entry title="Resale royalty" onEdit={() => onEdit(2)}>
          <p>{draft.resale.trim().replace(/\s*%$/, "")} %. Marketplaces may ignore it.</p>
        </Entry>
      ) : null}
      <Entry title="Cover and preview" onEdit={() => onEdit(3)}>
        {cover || preview ? (
          <div className="flex flex-wrap items-start gap-4">
            {cover ? <PublishedFile what="cover" file={cover} original={undefined} /> : null}
            {preview ? (
              <PublishedFile
                what="preview"
                file={preview}
                original={originalOf(content?.manifest.files ?? [], preview)?.path}
              />
            ) : null}
          </div>
        ) : (
          <p className="text-soft">None.</p>
        )}
      </Entry>
      <Entry title="Files that lead to the work" onEdit={() => onEdit(3)}>
        <p>
          {findable.length === 0
            ? "None: nobody who holds a file can find the work by it."
            : wordFor(
                findable.length,
                "The SHA-256 of one file, without its name.",
                `The SHA-256 of ${formatNumber(findable.length)} files, without their names.`,
              )}
        </p>
      </Entry>
    </section>
  );
}

function Entry({ title, onEdit, children }: { title: string; onEdit: () => void; children: ReactNode }) {
  return (
    <div className="grid gap-2 border-rule border-t pt-4">
      <div className="flex items-center justify-between gap-4">
        <p className="eyebrow">{title}</p>
        <Button variant="quiet" size="small" aria-label={`Change ${inSmallLetters(title)}`} onClick={onEdit}>
          Change
        </Button>
      </div>
      {children}
    </div>
  );
}

type PublishedFileProps = { what: string; file: PublicFile; original: string | undefined };

/** A cover or a preview, with what of it is published: a copy that this page drew, or the bytes of a file. */
function PublishedFile({ what, file, original }: PublishedFileProps) {
  const size = file.width && file.height ? `, ${file.width} × ${file.height} pixels` : "";
  return (
    <figure className="grid max-w-56 gap-2">
      <PublicFileView file={file} />
      <figcaption className="text-sm text-soft">
        {original !== undefined ? (
          <span className="text-warn">
            The {what} is “{visibleText(original)}” itself, byte for byte.
          </span>
        ) : file.drawn ? (
          `The ${what}: a copy drawn here${size}, without anything hidden in it${file.mark ? `, marked “${file.mark}”` : ""}.`
        ) : (
          `The ${what}: this file exactly as it is${size}.`
        )}
      </figcaption>
    </figure>
  );
}

type SecretSideProps = {
  content: Content;
  findable: number;
  stamped: boolean;
  /** The path of the file of the work that is published as its preview, byte for byte. */
  published: string | undefined;
};

/** What stays with the person, and what the registration opens. */
export function SecretSide({ content, findable, stamped, published }: SecretSideProps) {
  const { files } = content.manifest;
  const kept = published === undefined ? files.length : files.length - 1;
  const rest = files.filter(({ size }) => size > 0).length - findable;
  return (
    <section aria-labelledby="secret-side" className="grid content-start gap-5">
      <h3 id="secret-side" className="flex items-center gap-2.5 text-2xl">
        <LockKeyhole aria-hidden="true" strokeWidth={1.5} className="size-6 text-accent" /> Stays with you
      </h3>
      <ul className="grid gap-3 border-rule border-t pt-4 [&>li]:flex [&>li]:gap-3">
        {published === undefined ? null : (
          <li className="text-warn">
            <Mark />
            Not “{visibleText(published)}”: it is the preview, byte for byte, so everybody gets it.
          </li>
        )}
        {kept > 0 ? (
          <li>
            <Mark />
            The {published === undefined ? "" : "other "}
            {wordFor(kept, "file itself. It never leaves", "files themselves. They never leave")} this device.
          </li>
        ) : null}
        <li>
          <Mark />
          {kept === 0
            ? "The name of the file."
            : wordFor(
                kept,
                `The name of the ${published === undefined ? "" : "other "}file, its size and its type.`,
                `The names of the ${published === undefined ? "" : "other "}files, their sizes and types.`,
              )}
        </li>
        {rest > 0 ? (
          <li>
            <Mark />
            Everything about the {wordFor(rest, "file", `${formatNumber(rest)} files`)} that you left out.
          </li>
        ) : null}
        <li>
          <Mark />
          The list of files with its salts, which shows what the content root is made of. Keep the opening file: with it
          you can show any single file later, without the others.
        </li>
      </ul>
      {stamped ? (
        <p className="text-soft text-sm">
          The registration opens your stamp: it publishes the salt that seals it, so that everybody can see whose stamp
          it is and how early.
        </p>
      ) : null}
    </section>
  );
}

function Mark() {
  return <span aria-hidden="true" className="mt-2.5 size-1.5 shrink-0 rounded-full bg-accent" />;
}
