import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { useLocation, useSearchParams } from "wouter";
import { withWord } from "../lib/browser.ts";
import { classNames } from "./classNames.ts";

export type Tab = {
  /** What it is called in the address: `?tab=proof`. */
  id: string;
  label: ReactNode;
  /** A small figure or mark beside its name. */
  mark?: ReactNode;
  /** Made only while it is shown. */
  content: () => ReactNode;
  /** What of it belongs on paper while another is shown. */
  printed?: () => ReactNode;
};

export type TabsProps = {
  /** What the tabs are parts of, for people who cannot see them. */
  label: string;
  tabs: readonly Tab[];
};

type TabLinkProps = {
  /** Which tab it leads to; the empty text for the first. */
  tab: string;
  /** The id of a part within it that is brought into view. */
  part?: string;
  className?: string;
  children: ReactNode;
};

/** A link to another tab of the same page, or to a part of it. */
export function TabLink({ tab, part, className, children }: TabLinkProps) {
  const [search, setSearch] = useSearchParams();
  const [path] = useLocation();
  const words = withWord("tab", tab)(search).toString();
  const to = `${path}${words ? `?${words}` : ""}${part ? `#${part}` : ""}`;
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setSearch(withWord("tab", tab));
    // Once the tab is there.
    requestAnimationFrame(() => {
      const shown = (part && document.getElementById(part)) || document.querySelector<HTMLElement>("[role=tabpanel]");
      shown?.scrollIntoView({ block: "start" });
      shown?.setAttribute("tabindex", "-1");
      shown?.focus({ preventScroll: true });
    });
  };
  return (
    <a href={to} onClick={onClick} className={className}>
      {children}
    </a>
  );
}

/** The tab that the address names, the first of them if it names none that there is, and a way to another. */
function useTab(tabs: readonly Pick<Tab, "id">[]) {
  const [search, setSearch] = useSearchParams();
  const asked = search.get("tab");
  const first = tabs[0]?.id;
  const current = tabs.some(({ id }) => id === asked) ? asked : first;
  // A step of its own, so that "back" leads to the tab before.
  const open = (id: string) => setSearch(withWord("tab", id === first ? "" : id));
  return { current, open };
}

/** Parts of a page of which one is shown; the address says which, so that each can be linked to. */
export function Tabs({ label, tabs }: TabsProps) {
  const name = useId();
  const list = useRef<HTMLDivElement>(null);
  const { current, open } = useTab(tabs);
  const opened = useRef<string | null>(tabs[0]?.id ?? null);
  // One that the address names may stand outside a narrow screen. The first does not, and to measure costs a layout.
  useEffect(() => {
    if (!current || opened.current === current) return;
    opened.current = current;
    const shown = list.current?.querySelector<HTMLElement>(`[data-tab="${current}"]`);
    if (shown && list.current) list.current.scrollLeft = shown.offsetLeft - list.current.clientWidth / 3;
  }, [current]);

  const onKeyDown = (event: KeyboardEvent) => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>("[role=tab]") ?? [])];
    const here = all.indexOf(document.activeElement as HTMLElement);
    const steps: Record<string, number> = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 };
    const next = steps[event.key];
    if (next === undefined || here < 0) return;
    event.preventDefault();
    all[(next + all.length) % all.length]?.focus();
  };

  return (
    <div>
      <div className="relative print:hidden">
        <div
          ref={list}
          role="tablist"
          aria-label={label}
          onKeyDown={onKeyDown}
          className="relative flex gap-1 overflow-x-auto border-rule border-b [scrollbar-width:none]"
        >
          {tabs.map(({ id, label: text, mark }) => {
            const shown = id === current;
            return (
              <button
                key={id}
                type="button"
                role="tab"
                id={`${name}-${id}`}
                data-tab={id}
                aria-selected={shown}
                aria-controls={shown ? `${name}-${id}-panel` : undefined}
                tabIndex={shown ? 0 : -1}
                onClick={() => open(id)}
                className={classNames(
                  "-mb-px inline-flex min-h-12 shrink-0 items-center gap-2 whitespace-nowrap border-b-2 px-3 font-medium sm:px-4",
                  "focus-visible:-outline-offset-3",
                  shown ? "border-accent text-accent" : "border-transparent text-soft hover:border-edge hover:text-ink",
                )}
              >
                {text}
                {mark}
              </button>
            );
          })}
        </div>
      </div>
      {tabs.map(({ id, content, printed }) =>
        id === current ? (
          <div key={id} role="tabpanel" id={`${name}-${id}-panel`} aria-labelledby={`${name}-${id}`}>
            {content()}
          </div>
        ) : printed ? (
          <div key={id} className="hidden print:block">
            {printed()}
          </div>
        ) : null,
      )}
    </div>
  );
}
