import { explainError } from "@colophon/sdk";
import { nameAddressOf, parseDomain } from "@colophon/sdk/read";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BadgeCheck } from "lucide-react";
import { useState } from "react";
import type { Address } from "viem";
import { useSearchParams } from "wouter";
import { useActiveChain } from "../../lib/chain.ts";
import { useChainClient } from "../../lib/useFinding.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input, Textarea } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Time } from "../../ui/values.tsx";
import { checkSite, type KeptName, useKeptName } from "./siteName.ts";

/** The domain that an account calls its own: what was found when it was last checked here, and checking it now. */
export function SiteName({ account }: { account: Address }) {
  const [search] = useSearchParams();
  const kept = useKeptName(account);
  const known = kept.data ?? undefined;
  const [typed, setTyped] = useState<string>();
  const text = typed ?? known?.name.domain ?? search.get("site") ?? "";
  const domain = domainIn(text);
  const { checking, check } = useSiteCheck(account);
  const answer = checking.data;
  return (
    <div className="grid max-w-prose gap-5">
      {known ? <Proven kept={known} /> : null}
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (domain.ok) check(domain.value);
        }}
      >
        <Field
          label={known ? "Check a domain again" : "Check a domain"}
          hint="A domain is their name here only if they signed it and the domain says so too. Nothing is asked until you press the button."
          error={text !== "" && typed !== undefined && !domain.ok ? domain.sentence : undefined}
        >
          <Input
            value={text}
            placeholder="example.org"
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" variant="secondary" busy={checking.isPending} disabled={!domain.ok}>
            Check now
          </Button>
          {domain.ok ? (
            <p className="text-soft text-sm [overflow-wrap:anywhere]">
              Your browser asks <span translate="no">{nameAddressOf(domain.value)}</span>. That site learns that
              somebody asked.
            </p>
          ) : null}
        </div>
      </form>
      <div aria-live="polite" className="grid gap-5">
        {answer && (answer.status === "not proven" || answer.status === "unknown") ? (
          <Notice
            tone="warning"
            title={answer.status === "unknown" ? "This cannot be known now" : "This is not proven"}
          >
            <p>{answer.sentence}</p>
          </Notice>
        ) : null}
        {checking.isError ? (
          <Notice tone="danger" title="This could not be checked">
            <p>{explainError(checking.error).sentence}</p>
          </Notice>
        ) : null}
        {answer?.status === "unreachable" && domain.ok ? (
          <Bring domain={domain.value} busy={checking.isPending} onBring={(served) => check(domain.value, served)} />
        ) : null}
      </div>
    </div>
  );
}

function useSiteCheck(account: Address) {
  const client = useChainClient();
  const { id: chainId } = useActiveChain();
  const queries = useQueryClient();
  const checking = useMutation({
    mutationFn: ({ domain, brought }: { domain: string; brought?: string | undefined }) =>
      checkSite({ client, chainId, account, domain, brought }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["site-name", account] }),
  });
  return { checking, check: (domain: string, brought?: string) => checking.mutate({ domain, brought }) };
}

type Domain = { ok: true; value: string } | { ok: false; sentence: string };

/** A domain as it was typed, or why it is none. */
export function domainIn(text: string): Domain {
  try {
    return { ok: true, value: parseDomain(text) };
  } catch (error) {
    return { ok: false, sentence: explainError(error).sentence };
  }
}

function Proven({ kept: { name, checkedAt, how } }: { kept: KeptName }) {
  return (
    <div className="grid gap-1">
      <p className="flex items-center gap-2 font-medium text-lg [overflow-wrap:anywhere]">
        <BadgeCheck aria-hidden="true" className="size-5 shrink-0 text-ok" />
        <a className="link" href={`https://${name.domain}`} rel="noopener noreferrer nofollow" target="_blank">
          {name.domain}
        </a>
      </p>
      <p className="text-soft">
        This account signed on <Time seconds={name.since} /> that the domain is its own, and the domain said the same
        when {how === "asked" ? "this browser asked it" : "you brought what it serves"} on <Time seconds={checkedAt} />.
        A domain can change hands: check it again before you rely on it.
      </p>
    </div>
  );
}

type BringProps = { domain: string; busy: boolean; onBring: (served: string) => void };

/** What to do where this page may not ask the site, or it does not answer pages. */
function Bring({ domain, busy, onBring }: BringProps) {
  const [text, setText] = useState("");
  return (
    <Notice title="The site could not be asked from here">
      <p>
        It does not answer, does not let pages ask it, or this site lets pages ask no other one. Open the address
        yourself, and paste what it shows.
      </p>
      <p>
        <a
          className="link [overflow-wrap:anywhere]"
          href={nameAddressOf(domain)}
          rel="noopener noreferrer"
          target="_blank"
        >
          {nameAddressOf(domain)}
        </a>
      </p>
      <div className="mt-3 grid gap-3">
        <Field label="What it shows">
          <Textarea rows={4} value={text} onChange={(event) => setText(event.target.value)} spellCheck={false} />
        </Field>
        <div>
          <Button
            variant="secondary"
            size="small"
            busy={busy}
            disabled={text.trim() === ""}
            onClick={() => onBring(text)}
          >
            Check what I pasted
          </Button>
        </div>
      </div>
    </Notice>
  );
}
