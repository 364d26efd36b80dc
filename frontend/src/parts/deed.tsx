import {
  type Conditions,
  type ConditionsField,
  conditionClause,
  type DeedSection,
  deedClause,
  type LicenceLanguage,
  type Terms,
  type TermsField,
} from "@colophon/sdk/terms";
import type { DeedVerdict } from "../lib/terms.ts";
import { useTranslated } from "../lib/translation.ts";
import { classNames } from "../ui/classNames.ts";
import { Notice } from "../ui/notice.tsx";

type DeedSectionsProps = {
  sections: readonly DeedSection[];
  /** The language that it is in. */
  language?: LicenceLanguage;
  /** The level of the headings inside it. */
  level?: 2 | 3 | 4;
  className?: string;
};

/** A licence text, set as a document to be read from top to bottom. Translators leave it as it is: only its own words count. */
export function DeedSections({ sections, language = "en", level = 3, className }: DeedSectionsProps) {
  const Heading = `h${level}` as const;
  return (
    <div
      lang={language}
      translate="no"
      className={classNames(
        "max-w-[65ch] font-serif text-[1.0625rem] leading-[1.65] [overflow-wrap:anywhere]",
        className,
      )}
    >
      <NotTheDeed />
      {sections.map(({ title, blocks }) => (
        <div key={title || "opening"} className="not-first:mt-7 break-inside-avoid-page">
          {title ? <Heading className="mb-2 font-semibold text-lg">{title}</Heading> : null}
          <div className="grid gap-3">
            {blocks.map((block) =>
              typeof block === "string" ? (
                <p key={block}>{block}</p>
              ) : (
                <ul key={block[0]} className="grid gap-1.5 pl-5">
                  {block.map((item, index) => (
                    <li key={item} className="list-disc marker:text-accent">
                      {item}
                      {index === block.length - 1 ? "." : ";"}
                    </li>
                  ))}
                </ul>
              ),
            )}
          </div>
        </div>
      ))}
    </div>
  );
}

/** On a page that a browser translates: what the translation is not. Itself it may be translated. */
function NotTheDeed() {
  if (!useTranslated()) return null;
  return (
    <div translate="yes" className="mb-5 font-sans text-base">
      <Notice tone="warning" title="Your browser translates this page">
        <p>
          The text of the licence is left in its own words: only the hash of these words is on the chain. A translation,
          also of what this page says about it, is not the licence.
        </p>
      </Notice>
    </div>
  );
}

/** What is wrong with a licence text, and what that means for somebody who would rely on it. */
export function DeedProblem({ verdict, buying = false }: { verdict: DeedVerdict; buying?: boolean }) {
  switch (verdict.status) {
    case "verified":
    case "own":
      return null;
    case "refused":
      return (
        <Notice tone="danger" urgent title="The licence text does not match">
          {verdict.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <p>
            It speaks of other terms than the contract has, so nobody can say what such a licence means.
            {buying ? " It cannot be bought here." : ""}
          </p>
        </Notice>
      );
    case "unreadable":
      return (
        <Notice tone="warning" urgent title="The licence text cannot be read from here">
          <p>{verdict.sentence}</p>
          <p>
            What the contract enforces is shown, but the words that bind by agreement are not known.
            {buying ? " Ask the licensor for the text, and compare it below before you buy." : ""}
          </p>
        </Notice>
      );
  }
}

/** What one choice says in the licence text, right where it is made. */
export function Clause({ terms, field }: { terms: Terms; field: TermsField }) {
  return <Words language={terms.wording.language}>{deedClause(field, terms)}</Words>;
}

/** The same for a choice in the conditions. */
export function ConditionClause({ conditions, field, language = "en" }: ConditionClauseProps) {
  return <Words language={language}>{conditionClause(field, conditions, language)}</Words>;
}

type ConditionClauseProps = { conditions: Conditions; field: ConditionsField; language?: LicenceLanguage };

function Words({ language, children }: { language: LicenceLanguage; children: string }) {
  return (
    <p
      lang={language}
      translate="no"
      className="border-accent border-l-2 pl-3 font-serif text-[0.95rem] text-soft leading-snug"
    >
      <span translate="yes" className="sr-only">
        In the licence text:{" "}
      </span>
      {children}
    </p>
  );
}
