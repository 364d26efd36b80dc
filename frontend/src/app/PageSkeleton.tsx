/** Where a page will be, while its code is on its way. index.html shows the same before any code runs. */
export function PageSkeleton() {
  return (
    <>
      <p role="status" className="sr-only">
        Loading…
      </p>
      <div aria-hidden="true" className="grid max-w-3xl gap-4">
        <div className="h-4 w-28 rounded bg-sunk" />
        <div className="h-11 w-4/5 rounded bg-sunk" />
        <div className="mt-2 h-5 w-full max-w-2xl rounded bg-sunk" />
        <div className="h-5 w-2/3 rounded bg-sunk" />
      </div>
    </>
  );
}
