export type Toast = { id: number; text: string };

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
