import { useEffect } from "react";

let current = "";
const listeners = new Set<() => void>();

/** The title of the page: in the browser's tab, and read out after a change of page. */
export const pageTitle = {
  get: () => current,
  set(title: string) {
    current = title;
    document.title = title === "Colophon" ? title : `${title} · Colophon`;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};

/** Gives a page a better title than its route has, once it is known: the name of a work. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) pageTitle.set(title);
  }, [title]);
}
