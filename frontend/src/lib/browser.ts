import { type RefObject, useEffect, useState, useSyncExternalStore } from "react";

/** An address in this page for bytes in memory, for as long as the component shows them. */
export function useObjectUrl(bytes: Uint8Array | undefined, type: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!bytes) {
      setUrl(undefined);
      return;
    }
    const made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url;
}

/** How much later what is only near the screen is loaded, in milliseconds: what is on it comes first. */
const patience = 800;

/** Whether an element is on the screen, or has been near it for a moment. What it shows is worth loading from then on. */
export function useOnScreen(element: RefObject<Element | null>, margin = "300px"): boolean {
  const [seen, setSeen] = useState(typeof IntersectionObserver === "undefined");
  useEffect(() => {
    if (seen || !element.current) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isIn = (entries: IntersectionObserverEntry[]) => entries.some((entry) => entry.isIntersecting);
    const on = new IntersectionObserver((entries) => {
      if (isIn(entries)) setSeen(true);
    });
    const near = new IntersectionObserver(
      (entries) => {
        // Whoever has not moved yet may never come there.
        if (isIn(entries) && window.scrollY > 0) timer ??= setTimeout(() => setSeen(true), patience);
      },
      { rootMargin: margin },
    );
    on.observe(element.current);
    near.observe(element.current);
    return () => {
      clearTimeout(timer);
      on.disconnect();
      near.disconnect();
    };
  }, [seen, element, margin]);
  return seen;
}

/** Whether something was waited for longer than these milliseconds; from then on it stays so. */
export function useLate(waiting: boolean, milliseconds: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [waiting, milliseconds]);
  return late;
}

function onHashChange(listener: () => void) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** What stands after the “#” in the address: it is sent to nobody, so what is for one person alone goes there. */
export function useFragment(): string {
  return useSyncExternalStore(onHashChange, () => location.hash.slice(1));
}

/** A change of what stands after the “?” in the address: one word of it, or none where that is empty. */
export function withWord(name: string, value: string): (before: URLSearchParams) => URLSearchParams {
  return (before) => {
    const next = new URLSearchParams(before);
    if (value) next.set(name, value);
    else next.delete(name);
    return next;
  };
}
