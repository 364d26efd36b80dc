import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";

type FoldProps = {
  title: string;
  /** What stands in it now, in a line: so that nobody has to open it to know. */
  says: string;
  /** Whether something in it is wrong: then it is open. */
  wrong: boolean;
  children: ReactNode;
};

/** A part of the form that few need: opened on demand, or by what is wrong in it. */
export function Fold({ title, says, wrong, children }: FoldProps) {
  const [wanted, setWanted] = useState(false);
  return (
    <details
      open={wanted || wrong}
      onToggle={(event) => setWanted(event.currentTarget.open)}
      className="group rounded-xl border border-rule bg-leaf shadow-leaf"
    >
      <summary className="flex list-none items-start gap-3 p-5 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="mt-1 size-5 shrink-0 text-accent transition-transform group-open:rotate-90"
        />
        <span className="min-w-0">
          <span className="block font-serif text-xl">{title}</span>
          <span className="block text-soft text-sm [overflow-wrap:anywhere]">{says}</span>
        </span>
      </summary>
      <div className="grid gap-9 border-rule border-t p-5">{children}</div>
    </details>
  );
}
