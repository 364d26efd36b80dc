import { History } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Spinner } from "../components/Spinner.tsx";
import { isPending } from "../lib/transactions/isPending.ts";
import { useTransactions } from "../lib/transactions/useTransactions.ts";

const ActivityDialog = lazy(() =>
  import("./ActivityDialog.tsx").then((module) => ({ default: module.ActivityDialog })),
);

/** Opens the list of what this device sent; shows how much of it is still on its way. */
export function ActivityButton() {
  const list = useTransactions();
  const [open, setOpen] = useState(false);
  if (list.length === 0) return null;
  const pending = list.filter(isPending).length;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={pending > 0 ? `Activity, ${pending} on the way` : "Activity"}
        onClick={() => setOpen(true)}
        className="inline-flex h-11 min-w-11 items-center justify-center gap-1.5 rounded-lg border border-transparent px-2.5 text-ink hover:bg-sunk"
      >
        {pending > 0 ? (
          <>
            <Spinner />
            <span aria-hidden="true">{pending}</span>
          </>
        ) : (
          <History aria-hidden="true" className="size-5" />
        )}
      </button>
      {open ? (
        <Suspense>
          <ActivityDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
