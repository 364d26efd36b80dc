import { Search } from "lucide-react";
import { useEffect } from "react";

export type SearchButtonProps = { open: boolean; onOpen: (open: boolean) => void };

/** Somebody is typing, so a slash is a slash. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Opens the search box of the header, as the key "/" does on every page. */
export function SearchButton({ open, onOpen }: SearchButtonProps) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      onOpen(true);
      // If it is open already.
      document.querySelector<HTMLElement>("header [role='combobox']")?.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [onOpen]);
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-keyshortcuts="/"
      aria-label="Search"
      title="Search (press /)"
      onClick={() => onOpen(!open)}
      className="inline-flex size-11 items-center justify-center rounded-lg border border-transparent text-ink hover:bg-sunk"
    >
      <Search aria-hidden="true" className="size-5" />
    </button>
  );
}
