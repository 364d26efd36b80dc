let open = false;
const listeners = new Set<() => void>();

/** Whether the wallet dialog is open, and a way to open it from anywhere on a page. */
export const walletDialog = {
  isOpen: () => open,
  setOpen(next: boolean) {
    open = next;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
