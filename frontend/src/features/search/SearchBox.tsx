import { Search, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useSettled } from "../../flow/useForm.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { chosenFromDrop, handOver } from "../../lib/chosenFiles.ts";
import { count } from "../../lib/format.ts";
import { parseSearch } from "../../lib/questions.ts";
import { useIndex } from "../../lib/useIndex.ts";
import { Spinner } from "../../ui/button.tsx";
import { classNames } from "../../ui/classNames.ts";
import { inputClasses } from "../../ui/field.tsx";
import { SearchAnswer, suggestionsOf } from "./suggestions.ts";

export type SearchBoxProps = { onClose: () => void };

/** One box for words, numbers, digests, links, addresses and dropped files, with answers while one types. */
export function SearchBox({ onClose }: SearchBoxProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { index } = useActiveChain();
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  const [active, setActive] = useState(-1);
  useEffect(() => input.current?.focus(), []);

  const asked = useSettled(text.trim());
  const settled = parseSearch(asked);
  const answer = useIndex({
    path: settled.kind === "nothing" ? undefined : `/v1/search?${new URLSearchParams({ q: asked, limit: "6" })}`,
    schema: SearchAnswer,
    keep: true,
  });
  const current = asked === text.trim() && !answer.isPlaceholderData;
  const question = parseSearch(text);
  const lines = suggestionsOf(text, question, answer.data, index !== undefined && !answer.isError);
  const chosen = active >= 0 && active < lines.length ? active : -1;

  const go = (href: string) => {
    onClose();
    navigate(href);
  };
  const move = (step: number) => {
    if (lines.length === 0) return;
    // Minus one is the box itself: from the last line the way leads back to what was typed.
    setActive(((chosen + 1 + step + lines.length + 1) % (lines.length + 1)) - 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      // Without a choice: the page of what was recognised, else all results.
      const line = chosen >= 0 ? lines[chosen] : question.kind === "words" ? lines.at(-1) : lines[0];
      if (line) go(line.href);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (text === "") onClose();
      else {
        setText("");
        setActive(-1);
      }
    }
  };

  return (
    <search
      className="relative block w-full"
      onDragOver={(event) => event.preventDefault()}
      onDrop={async (event) => {
        event.preventDefault();
        const dropped = await chosenFromDrop(event.dataTransfer);
        if (!dropped) return;
        handOver.put(dropped);
        go("/search/registered");
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setActive(-1);
      }}
    >
      <label htmlFor={id} className="sr-only">
        Search works, numbers, digests and addresses
      </label>
      <span className="relative block">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-soft"
        />
        <input
          ref={input}
          id={id}
          role="combobox"
          aria-expanded={lines.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen >= 0 ? `${id}-${chosen}` : undefined}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
          placeholder="Words, a number, a digest, an address"
          className={classNames(inputClasses, "px-10")}
        />
        <button
          type="button"
          aria-label="Close the search"
          onClick={onClose}
          className="absolute top-1/2 right-1.5 inline-flex size-8 -translate-y-1/2 items-center justify-center rounded-md text-soft hover:bg-sunk hover:text-ink"
        >
          <X aria-hidden="true" className="size-4" />
        </button>
      </span>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Suggestions"
        className={classNames(
          "absolute inset-x-0 top-full z-40 mt-1 max-h-[70dvh] overflow-y-auto rounded-xl border border-edge bg-leaf p-1.5 shadow-leaf",
          lines.length === 0 && "hidden",
        )}
      >
        {lines.map((line, position) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys act on the box, which keeps the focus
          <div
            key={`${line.id}-${line.href}`}
            id={`${id}-${position}`}
            role="option"
            tabIndex={-1}
            aria-selected={position === chosen}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => setActive(position)}
            onClick={() => go(line.href)}
            className={classNames(
              "grid cursor-pointer items-baseline gap-x-4 rounded-lg px-3 py-2 sm:grid-cols-[minmax(0,1fr)_auto]",
              position === chosen && "bg-accent-wash",
            )}
          >
            <span className="truncate font-medium">
              <bdi>{line.title}</bdi>
            </span>
            <span className="truncate text-sm text-soft">
              <bdi>{line.detail}</bdi>
            </span>
          </div>
        ))}
      </div>
      <p id={`${id}-hint`} className="mt-1.5 flex min-h-6 items-center gap-2 text-sm text-soft">
        {answer.isFetching ? <Spinner /> : null}
        <span role="status">
          {statusOf({ text, lines: lines.length, indexed: index !== undefined, error: answer.error, current })}
        </span>
      </p>
    </search>
  );
}

type Status = { text: string; lines: number; indexed: boolean; error: Error | null; current: boolean };

function statusOf({ text, lines, indexed, error, current }: Status): string {
  if (text.trim() === "" && indexed) {
    return "Words, a number, or a file to drop: it stays on this device. What you look for is told to this site's index.";
  }
  if (error) return `${error.message} Numbers lead to their pages all the same.`;
  if (!indexed) return "This site has no index. Numbers and addresses lead to their pages.";
  if (!current) return "Looking…";
  return `${count(lines, "line")}. Arrow keys choose, Enter opens.`;
}
