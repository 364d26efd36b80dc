/** A place on paper for what only a person can say. */
export function Blank({ what }: { what: string }) {
  return (
    <span className="whitespace-nowrap border-ink border-b pr-16 text-soft text-sm print:pr-24">
      <span className="sr-only">Blank: </span>[{what}]
    </span>
  );
}
