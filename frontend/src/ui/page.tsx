import { Check } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./classNames.ts";

type PageHeaderProps = { eyebrow?: ReactNode; title: ReactNode; children?: ReactNode };

/** The top of a page: its one first-level heading and a sentence or two. */
export function PageHeader({ eyebrow, title, children }: PageHeaderProps) {
  return (
    <header className="mb-8 max-w-3xl">
      {eyebrow ? <p className="eyebrow mb-2">{eyebrow}</p> : null}
      <h1 className="text-4xl sm:text-5xl [overflow-wrap:anywhere]">{title}</h1>
      {children ? <div className="mt-4 grid max-w-2xl gap-3 text-lg text-soft">{children}</div> : null}
    </header>
  );
}

type SectionProps = {
  title: ReactNode;
  /** A sentence under the heading. */
  note?: ReactNode;
  id?: string;
  children: ReactNode;
};

/** A part of a long page, with its heading in the margin as in a book; above the text on a small screen. */
export function Section({ title, note, id, children }: SectionProps) {
  const heading = useId();
  return (
    <section
      id={id}
      aria-labelledby={heading}
      className="grid gap-x-10 gap-y-5 border-rule border-t py-10 lg:grid-cols-[14rem_minmax(0,1fr)]"
    >
      <div className="lg:pt-1">
        <h2 id={heading} className="text-2xl">
          {title}
        </h2>
        {note ? <div className="mt-2 text-sm text-soft">{note}</div> : null}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

/** A leaf of paper on the page. */
export function Card({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div {...rest} className={classNames("rounded-xl border border-rule bg-leaf p-5 shadow-leaf sm:p-7", className)} />
  );
}

type FactsProps = { facts: readonly { label: ReactNode; value: ReactNode }[] };

/** A short list of named facts. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className="grid items-baseline gap-x-6 gap-y-3 sm:grid-cols-[minmax(8rem,max-content)_1fr]">
      {facts.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is written out in code and never reordered
        <div key={index} className="contents">
          <dt className="text-soft">{fact.label}</dt>
          <dd className="-mt-2 min-w-0 sm:mt-0 [overflow-wrap:anywhere]">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

type StepsProps = {
  label: string;
  steps: readonly string[];
  /** The index of the step the person is at; `steps.length` when all are done. */
  current: number;
  /** Which of them are done, where they need not be done in order; those before the current one when missing. */
  done?: readonly boolean[];
};

/** Where the person is in a task of several steps. */
export function Steps({ label, steps, current, done: ticked }: StepsProps) {
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap gap-x-6 gap-y-2">
        {steps.map((step, index) => {
          const done = ticked?.[index] ?? index < current;
          const here = index === current && !done;
          return (
            <li
              key={step}
              aria-current={here ? "step" : undefined}
              className={classNames("flex items-center gap-2 text-sm", here ? "font-semibold text-ink" : "text-soft")}
            >
              <span
                aria-hidden="true"
                className={classNames(
                  "inline-flex size-7 items-center justify-center rounded-full border font-serif text-base",
                  done && "border-accent bg-accent text-on-accent",
                  here && "border-accent bg-accent-wash text-accent",
                  !done && !here && "border-edge",
                )}
              >
                {done ? <Check className="size-4" /> : index + 1}
              </span>
              {step}
              {done ? <span className="sr-only">, done</span> : null}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** One line of a list of what something means, with a picture that says nothing more. */
export function Point({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-3">
      <span aria-hidden="true" className="mt-0.5 shrink-0">
        {icon}
      </span>
      <span className="min-w-0">{children}</span>
    </li>
  );
}
