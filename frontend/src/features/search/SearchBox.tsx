import { type IndexError, routes } from "@colophon/sdk/index-api";
import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useSettled } from "../../flow/useForm.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { chosenFromDrop } from "../../lib/chosenFiles.ts";
import { count } from "../../lib/format.ts";
import { handOver } from "../../lib/handOver.ts";
import { indexedText, parseSearch, type SearchQuestion } from "../../lib/questions.ts";
import { useIndex } from "../../lib/useIndex.ts";
import { Spinner } from "../../ui/button.tsx";
import { Combobox } from "../../ui/Combobox.tsx";
import { suggestionsOf } from "./suggestions.ts";

export type SearchBoxProps = { onClose: () => void };

/** One box for words, numbers, digests, links, addresses and dropped files, with answers while one types. */
export function SearchBox({ onClose }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const { index, deployment } = useActiveChain();
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  useEffect(() => input.current?.focus(), []);

  const asked = useSettled(text.trim());
  const settled = parseSearch(asked, deployment);
  const answer = useIndex(
    routes.search,
    settled.kind === "nothing" ? undefined : { q: indexedText(settled), limit: 6 },
    {
      keep: true,
    },
  );
  const current = asked === text.trim() && !answer.isPlaceholderData;
  const question = parseSearch(text, deployment);
  const lines = suggestionsOf(text, question, answer.data, index !== undefined && !answer.isError);
  const go = (href: string) => {
    onClose();
    navigate(href);
  };

  return (
    <search
      className="block w-full"
      onDragOver={(event) => event.preventDefault()}
      onDrop={async (event) => {
        event.preventDefault();
        const dropped = await chosenFromDrop(event.dataTransfer);
        if (!dropped) return;
        handOver.put(dropped);
        go("/search/registered");
      }}
    >
      <Combobox
        label="Search works, numbers, digests and addresses"
        hideLabel
        text={text}
        onText={setText}
        options={lines}
        optionKey={({ id, href }) => `${id}-${href}`}
        listLabel="Suggestions"
        onChoose={({ href }) => go(href)}
        onEnter={() => {
          // Without a choice: the page of what was recognised, else all results.
          const line = question.kind === "words" ? lines.at(-1) : lines[0];
          if (line) go(line.href);
        }}
        onEscape={onClose}
        status={
          <p className="flex min-h-6 items-center gap-2">
            {answer.isFetching ? <Spinner /> : null}
            <span role="status">
              {statusOf({
                text,
                question,
                lines: lines.length,
                indexed: index !== undefined,
                error: answer.error,
                current,
              })}
            </span>
          </p>
        }
        input={{
          ref: input,
          placeholder: "Words, a number, a digest, an address",
          spellCheck: false,
          className: "px-10",
        }}
        before={
          <Search
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-soft"
          />
        }
        after={
          <button
            type="button"
            aria-label="Close the search"
            onClick={onClose}
            className="absolute top-1/2 right-1.5 inline-flex size-8 -translate-y-1/2 items-center justify-center rounded-md text-soft hover:bg-sunk hover:text-ink"
          >
            <X aria-hidden="true" className="size-4" />
          </button>
        }
      >
        {({ title, detail }) => (
          <span className="grid items-baseline gap-x-4 sm:grid-cols-[minmax(0,1fr)_auto]">
            <span className="truncate font-medium">
              <bdi>{title}</bdi>
            </span>
            <span className="truncate text-sm text-soft">
              <bdi>{detail}</bdi>
            </span>
          </span>
        )}
      </Combobox>
    </search>
  );
}

type Status = {
  text: string;
  question: SearchQuestion;
  lines: number;
  indexed: boolean;
  error: IndexError | null;
  current: boolean;
};

function statusOf({ text, question, lines, indexed, error, current }: Status): string {
  if (text.trim() === "" && indexed) {
    return "Words, a number, or a file to drop: it stays on this device. What you look for is told to this site's index.";
  }
  if (question.kind === "words" && question.problem) return question.problem;
  if (error) return `${error.shortMessage} Numbers lead to their pages all the same.`;
  if (!indexed) return "This site has no index. Numbers and addresses lead to their pages.";
  if (!current) return "Looking…";
  return `${count(lines, "line")}. Arrow keys choose, Enter opens.`;
}
