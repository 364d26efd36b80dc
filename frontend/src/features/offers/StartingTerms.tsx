import { percentOfShare } from "@colophon/sdk";
import type { Bounds } from "@colophon/sdk/read";
import { onchainTermsOf, type Terms, termsIdOf } from "@colophon/sdk/terms";
import { useId, useState } from "react";
import type { Hex } from "viem";
import { unknownOf } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { useTerms } from "../../lib/reads.ts";
import { deedVerdict, termsOf } from "../../lib/terms.ts";
import { Button } from "../../ui/button.tsx";
import { classNames } from "../../ui/classNames.ts";
import { Notice } from "../../ui/notice.tsx";
import { type StartingPoint, startingGroups, startingPointOf } from "./termsChoices.ts";
import { formOfTerms, type TermsForm } from "./termsForm.ts";

type PresetFieldProps = {
  value: string | undefined;
  /** Whether the terms are no longer those of the starting point. */
  edited: boolean;
  onChoose: (point: StartingPoint) => void;
};

/** Starting points for terms: ours at once, well-known licences on demand. */
export function PresetField({ value, edited, onChoose }: PresetFieldProps) {
  const name = useId();
  const chosen = startingPointOf(value);
  const [first, ...others] = startingGroups;
  const grid = (points: readonly StartingPoint[]) => (
    <div className="grid gap-3 sm:grid-cols-2">
      {points.map((point) => (
        <PointOption
          key={point.id}
          point={point}
          name={name}
          chosen={point.id === value}
          edited={edited}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
  return (
    <fieldset className="grid gap-4">
      <legend className="sr-only">Start from</legend>
      {first ? grid(first.points) : null}
      {others.map(({ label, note, points }) => (
        <MoreOptions key={label} label={label} note={note} open={points.some(({ id }) => id === value)}>
          {grid(points)}
        </MoreOptions>
      ))}
      {chosen?.imported ? (
        <Notice title={`This is not ${chosen.label} itself`}>
          <p>It comes nearest to it here. It differs in this:</p>
          <ul className="grid list-disc gap-1.5 pl-5 text-sm">
            {chosen.imported.differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
          <p className="text-sm">
            <a className="link" href={chosen.imported.original} target="_blank" rel="noreferrer noopener">
              Read the original
            </a>
          </p>
        </Notice>
      ) : null}
    </fieldset>
  );
}

type MoreOptionsProps = { label: string; note: string | undefined; open: boolean; children: React.ReactNode };

function MoreOptions({ label, note, open, children }: MoreOptionsProps) {
  const [wanted, setWanted] = useState(false);
  return (
    <details open={wanted || open} onToggle={(event) => setWanted(event.currentTarget.open)}>
      <summary className="w-fit py-1 font-medium">{label}</summary>
      {note ? <p className="mb-3 text-soft text-sm">{note}</p> : null}
      {children}
    </details>
  );
}

type PointOptionProps = {
  point: StartingPoint;
  name: string;
  chosen: boolean;
  edited: boolean;
  onChoose: (point: StartingPoint) => void;
};

function PointOption({ point, name, chosen, edited, onChoose }: PointOptionProps) {
  return (
    <label
      className={classNames(
        "relative flex gap-3 rounded-lg border p-4 transition-colors has-focus-visible:outline-3 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
        chosen ? "border-accent bg-accent-wash" : "border-edge bg-leaf hover:border-ink",
      )}
    >
      <input
        type="radio"
        name={name}
        checked={chosen}
        onChange={() => onChoose(point)}
        onClick={() => {
          // A click on the chosen one brings back what was edited.
          if (chosen && edited) onChoose(point);
        }}
        className="mt-1 size-5 shrink-0 accent-accent focus-visible:outline-none"
      />
      <span>
        <span className="block font-serif text-lg leading-snug">
          {point.label}
          {chosen && edited ? <span className="ml-2 font-sans text-soft text-sm">edited</span> : null}
        </span>
        <span className="block text-soft text-sm">{point.summary}</span>
      </span>
    </label>
  );
}

type ShareAlikeNoticeProps = {
  /** The only terms under which the work may be offered. */
  required: Hex;
  /** What the form says now. */
  terms: Terms | undefined;
  onUse: (form: TermsForm) => void;
};

type BoundsNoticeProps = Omit<ShareAlikeNoticeProps, "required"> & { bounds: Bounds };

/** Says of a work made under licences what these ask of offers of it. */
export function BoundsNotice({ bounds: { shareAlike, least, endsHere }, terms, onUse }: BoundsNoticeProps) {
  if (shareAlike) return <ShareAlikeNotice required={shareAlike} terms={terms} onUse={onUse} />;
  if (endsHere) {
    return (
      <Notice
        tone={terms && terms.derivatives !== "none" ? "warning" : "info"}
        title="No works can be made from this one"
      >
        <p>A licence that it was made under says so. The contract refuses offers that allow new works.</p>
      </Notice>
    );
  }
  if (least === 0) return null;
  return (
    <Notice
      tone={terms && terms.derivatives !== "none" && terms.upstreamShare < least ? "warning" : "info"}
      title={`New works must owe it at least ${percentOfShare(least)} %`}
    >
      <p>A licence that it was made under says so. The contract refuses offers that ask less of new works.</p>
    </Notice>
  );
}

/** Says of a work made under share-alike terms that it can be offered under those only, and fills them in. */
function ShareAlikeNotice({ required, terms, onUse }: ShareAlikeNoticeProps) {
  const found = useTerms(required);
  const verdict = found.data?.status === "found" ? deedVerdict(found.data.value) : undefined;
  const wanted = verdict && termsOf(verdict);
  const { deployment } = useActiveChain();
  if (terms && termsIdOf(onchainTermsOf(terms, deployment)) === required) {
    return (
      <Notice tone="ok">
        <p>These are the share-alike terms that this work was made under, the only ones it can be offered under.</p>
      </Notice>
    );
  }
  return (
    <Notice
      tone="warning"
      title="This work can be offered under one set of terms only"
      actions={
        wanted ? (
          <Button size="small" onClick={() => onUse(formOfTerms(wanted))}>
            Use those terms
          </Button>
        ) : null
      }
    >
      <p>It was made from another work under share-alike terms. The contract refuses every other offer of it.</p>
      {(verdict && !wanted) || unknownOf(found) ? (
        <p>The words of those terms cannot be read right now. {unknownOf(found)}</p>
      ) : null}
    </Notice>
  );
}
