import type { DeedSection } from "@colophon/sdk";
import { classNames } from "../classNames.ts";

export type DeedSectionsProps = {
  sections: readonly DeedSection[];
  /** The level of the headings inside it. */
  level?: 2 | 3 | 4;
  className?: string;
};

/** A deed, set as a document to be read from top to bottom. */
export function DeedSections({ sections, level = 3, className }: DeedSectionsProps) {
  const Heading = `h${level}` as const;
  return (
    <div
      className={classNames(
        "max-w-[65ch] font-serif text-[1.0625rem] leading-[1.65] [overflow-wrap:anywhere]",
        className,
      )}
    >
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
