import { X } from "lucide-react";
import { useSyncExternalStore } from "react";

type Toast = { id: number; text: string };

const lifetime = 8_000;

let list: readonly Toast[] = [];

let nextId = 1;

const listeners = new Set<() => void>();

function publish(next: readonly Toast[]) {
  list = next;
  for (const listener of listeners) listener();
}

/** Short messages for the person, shown by the {@link Toaster}. Never the only place where something important is said. */
export const toasts = {
  list: () => list,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  show(text: string) {
    const id = nextId++;
    publish([...list, { id, text }]);
    setTimeout(() => toasts.dismiss(id), lifetime);
  },
  dismiss(id: number) {
    publish(list.filter((toast) => toast.id !== id));
  },
};

/** Short messages at the edge of the page, read out by screen readers. One of these lives in the shell. */
export function Toaster() {
  const list = useSyncExternalStore(toasts.subscribe, toasts.list);
  return (
    <section
      aria-label="Messages"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-60 grid justify-items-end gap-2 sm:left-auto sm:w-96"
    >
      <div aria-live="polite" className="contents">
        {list.map((toast) => (
          <div
            key={toast.id}
            className="pointer-events-auto flex w-full animate-rise items-start gap-3 rounded-lg border border-edge bg-leaf p-4 shadow-leaf"
          >
            <p className="grow">{toast.text}</p>
            <button
              type="button"
              aria-label="Dismiss message"
              onClick={() => toasts.dismiss(toast.id)}
              className="-m-2 inline-flex size-10 shrink-0 items-center justify-center rounded-lg text-soft hover:text-ink"
            >
              <X aria-hidden="true" className="size-4" />
            </button>
          </div>
        ))}
      </div>
    </section>
  );
}
