import { type ComponentProps, type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { classNames } from "./classNames.ts";
import { inputClasses } from "./field.tsx";

type ComboboxProps<Option> = {
  /** A visible label, unless `hideLabel` keeps it for screen readers. */
  label: ReactNode;
  hideLabel?: boolean;
  /** How to use it, below the label. */
  hint?: ReactNode;
  text: string;
  onText: (text: string) => void;
  options: readonly Option[];
  optionKey: (option: Option) => string;
  /** What an option shows. */
  children: (option: Option) => ReactNode;
  listLabel: string;
  onChoose: (option: Option) => void;
  /** For a list in which several can be chosen: whether one is. The list then stays where it is, open. */
  isChosen?: (option: Option) => boolean;
  /** Enter while no option is marked; where this is missing, the first one is marked from the start. */
  onEnter?: () => void;
  /** Escape in an empty box; otherwise it empties the box. */
  onEscape?: () => void;
  /** What the list says of itself, read out when it changes. */
  status: ReactNode;
  /** At the beginning and the end of the box. */
  before?: ReactNode;
  after?: ReactNode;
  input?: Pick<ComponentProps<"input">, "placeholder" | "spellCheck" | "className" | "ref">;
};

/** How far Page Up and Page Down go. */
const page = 8;

/**
 * A box to type in, with a list of what it could mean: arrow keys mark a line, Enter takes it, and the focus stays in the
 * box all the time (the pattern "combobox" of WAI-ARIA).
 */
export function Combobox<Option>(props: ComboboxProps<Option>) {
  const { label, hideLabel = false, hint, text, onText, options, optionKey, children, listLabel, status } = props;
  const { onChoose, isChosen, onEnter, onEscape, before, after, input } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const several = isChosen !== undefined;
  const rest = onEnter ? -1 : 0;
  const [active, setActive] = useState(rest);
  const last = options.length - 1;
  // A list that became shorter has no line at the old place.
  const marked = several ? Math.min(active, last) : active <= last ? active : rest;
  const optionId = (position: number) => `${id}-${position}`;

  const mark = (position: number) => {
    setActive(position);
    list.current?.querySelector(`[id="${optionId(position)}"]`)?.scrollIntoView?.({ block: "nearest" });
  };
  const change = (next: string) => {
    onText(next);
    setActive(rest);
  };
  const choose = (position: number) => {
    const option = options[position];
    if (option === undefined) return onEnter?.();
    onChoose(option);
  };
  const step = (by: number) => {
    // Below the last line and above the first is the box itself, where there is a meaning to Enter in it.
    if (onEnter) return mark(((marked + 1 + by + options.length + 1) % (options.length + 1)) - 1);
    mark(Math.max(0, Math.min(marked + by, last)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter and arrows choose among the characters of an input method first.
    if (event.nativeEvent.isComposing) return;
    const steps: Record<string, number> = several
      ? { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }
      : { ArrowDown: 1, ArrowUp: -1 };
    const by = steps[event.key];
    if (by !== undefined) {
      event.preventDefault();
      if (options.length > 0) step(by);
    } else if (event.key === "Enter") {
      // It takes a line; it does not send the form around it.
      event.preventDefault();
      choose(marked);
    } else if (event.key === "Escape" && (text !== "" || onEscape)) {
      event.preventDefault();
      if (text === "") onEscape?.();
      else change("");
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only to see that the focus has left
    <div
      className="relative grid gap-1.5"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setActive(rest);
      }}
    >
      <label htmlFor={`${id}-box`} className={hideLabel ? "sr-only" : "font-medium"}>
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-soft text-sm">
          {hint}
        </p>
      ) : null}
      <span className="relative block">
        {before}
        <input
          {...input}
          id={`${id}-box`}
          role="combobox"
          aria-expanded={several || options.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={marked >= 0 && marked <= last ? optionId(marked) : undefined}
          aria-describedby={hint ? `${id}-hint` : `${id}-status`}
          autoComplete="off"
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          className={classNames(inputClasses, input?.className)}
        />
        {after}
      </span>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={listLabel}
        aria-multiselectable={several || undefined}
        tabIndex={-1}
        className={
          several
            ? "max-h-56 overflow-y-auto rounded-lg border border-rule"
            : classNames(
                "absolute inset-x-0 top-full z-40 mt-1 max-h-[70dvh] overflow-y-auto rounded-xl border border-edge bg-leaf p-1.5 shadow-leaf",
                options.length === 0 && "hidden",
              )
        }
      >
        {options.map((option, position) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys act on the box, which keeps the focus
          <div
            key={optionKey(option)}
            id={optionId(position)}
            role="option"
            tabIndex={-1}
            aria-selected={isChosen ? isChosen(option) : position === marked}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={several ? undefined : () => setActive(position)}
            onClick={() => {
              setActive(position);
              onChoose(option);
            }}
            className={classNames(
              "cursor-pointer",
              several ? "flex min-h-9 items-center gap-2 px-3 py-1" : "rounded-lg px-3 py-2",
              position === marked ? "bg-accent-wash" : several && "hover:bg-sunk",
            )}
          >
            {children(option)}
          </div>
        ))}
      </div>
      <div id={`${id}-status`} className="text-soft text-sm">
        {status}
      </div>
    </div>
  );
}
