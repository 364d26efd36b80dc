import { formatId, splitLicenceId } from "@colophon/sdk";
import { type BlockRef, isLicensed, type LicenceRecord } from "@colophon/sdk/read";
import { type TerritoryCode, type UseId, uses, usesOfBitmap } from "@colophon/sdk/terms";
import { useMutation } from "@tanstack/react-query";
import { CircleCheck, CircleX, Download } from "lucide-react";
import { useState } from "react";
import { useConfig } from "wagmi";
import { Link } from "wouter";
import { AddressField, CountrySelect, UseOptions } from "../../flow/fields.tsx";
import { downloadFile } from "../../lib/download.ts";
import { bundleFileName, isLocalChain } from "../../lib/evidence/keptBundles.ts";
import { parseAddress } from "../../lib/parse.ts";
import { sentenceOf } from "../../lib/sentenceOf.ts";
import { anyTerritory, licensedSentence } from "../../lib/terms.ts";
import { formatTime, latestTime } from "../../lib/time.ts";
import { parseUtc } from "../../lib/typedTime.ts";
import { useFinding, useReadContext } from "../../lib/useFinding.ts";
import { Button, Spinner } from "../../ui/button.tsx";
import { Field, Input, Select } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";

/** Asks the contract whether somebody may put the work to a use at a time, and shows its reason. */
export function LiveCheck({ licence, block }: { licence: LicenceRecord; block: BlockRef }) {
  const [use, setUse] = useState<UseId>(usesOfBitmap(licence.terms.onchain.uses).uses[0] ?? "personal");
  const [account, setAccount] = useState<string>(licence.holder);
  const [territory, setTerritory] = useState<TerritoryCode>(anyTerritory(licence.terms.onchain.territories));
  const [moment, setMoment] = useState("");
  const parsed = parseAddress(account);
  const time = moment === "" ? undefined : parseUtc(moment);
  const label = uses.find((known) => known.id === use)?.label ?? "";
  const answer = useFinding({
    key: ["is-licensed", licence.id.toString(), use, territory, parsed.ok ? parsed.address : "", moment],
    enabled: parsed.ok && (time === undefined || time.ok),
    read: (context) =>
      isLicensed(context, {
        account: parsed.ok ? parsed.address : licence.holder,
        licence: licence.id,
        use,
        territory,
        time: time?.ok ? time.seconds : latestTime(block),
      }),
  });
  const result = answer.data;
  return (
    <div className="grid gap-5">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Use">
          <Select value={use} onChange={(event) => setUse(event.target.value as UseId)}>
            <UseOptions />
          </Select>
        </Field>
        <Field label="Country">
          <CountrySelect value={territory} onChange={(code) => code && setTerritory(code)} />
        </Field>
        <Field label="At, in UTC (empty for this moment)" error={time && !time.ok ? time.error : undefined}>
          <Input
            value={moment}
            onChange={(event) => setMoment(event.target.value)}
            placeholder="2026-03-12 14:05"
            inputMode="numeric"
            autoComplete="off"
          />
        </Field>
        <div>
          <AddressField label="By" value={account} onChange={setAccount} error={parsed.ok ? undefined : parsed.error} />
        </div>
      </div>
      <div aria-live="polite">
        {answer.isLoading ? (
          <p className="flex items-center gap-2 text-soft">
            <Spinner /> Asking the contract…
          </p>
        ) : null}
        {result?.status === "found" ? (
          <p className={`flex gap-3 rounded-lg p-4 ${result.value.licensed ? "bg-ok-wash" : "bg-danger-wash"}`}>
            {result.value.licensed ? (
              <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-ok" />
            ) : (
              <CircleX aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-danger" />
            )}
            <span>
              <strong className="font-semibold">{result.value.licensed ? "Yes." : "No."}</strong>{" "}
              {result.value.decisive === licence.id ? (
                licensedSentence(result.value.reason, label)
              ) : (
                <>
                  It hangs below{" "}
                  <Link href={`/licence/${formatId(result.value.decisive, "licence")}`} className="link">
                    licence {splitLicenceId(result.value.decisive).serial}
                  </Link>
                  , which {result.value.reason === "terminated" ? "was ended for a breach" : "has ended"} by that time.
                </>
              )}{" "}
              <span className="text-soft">
                Asked for {formatTime(result.value.time)}, at block {result.block.number.toLocaleString("en-GB")}.
              </span>
            </span>
          </p>
        ) : null}
        {result?.status === "unknown" ? (
          <p className="text-warn">That cannot be known right now. {result.problem.sentence}</p>
        ) : null}
      </div>
    </div>
  );
}

/** Makes one file for whoever has no node: that the licence is in force after the latest block, or that it is not. */
export function SaveProof({ licence, title }: { licence: bigint; title: string }) {
  const context = useReadContext();
  const config = useConfig();
  const { chainId } = context.deployment;
  const made = useMutation({
    mutationFn: async () => {
      const node = config.getClient({ chainId: chainId as (typeof config)["chains"][number]["id"] });
      const { captureLicenceProof } = await import("../../lib/evidence/captureBundles.ts");
      return captureLicenceProof({ node, context, licence });
    },
    onSuccess: ({ text, block }) => {
      const { serial } = splitLicenceId(licence);
      downloadFile(bundleFileName(`${title}, licence ${serial}, block ${block}`), text);
    },
  });
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-soft">
        One file says who holds this licence, of which terms, until when, and whether it and every licence above it are
        in force after the latest block. It is checked against a block hash, without this site and without a node.
      </p>
      <div>
        <Button
          variant="secondary"
          icon={<Download aria-hidden="true" className="size-4" />}
          busy={made.isPending}
          onClick={() => made.mutate()}
        >
          Save proof of this licence
        </Button>
      </div>
      {made.isError ? (
        <Notice tone="danger" title="The proof could not be made" urgent>
          <p>{sentenceOf(made.error)}</p>
        </Notice>
      ) : null}
      {made.data ? (
        <Notice tone="ok" title={`Saved as of block ${made.data.block.toLocaleString("en-GB")}`} urgent>
          <p>{made.data.sentence}</p>
          <p>{finality(made.data.final, chainId)}</p>
          <p>
            Check it on the{" "}
            <Link href="/verify" className="link">
              Verify page
            </Link>
            , with <code className="font-mono">colophon verify</code>, or fully offline with verify.html.
          </p>
        </Notice>
      ) : null}
    </div>
  );
}

function finality(final: boolean, chainId: number): string {
  if (isLocalChain(chainId)) return "This is a local chain: whoever runs it can rewrite it. It is for trying out.";
  return final
    ? "The node counts the block as final."
    : "The block is not final yet. If it is replaced, its hash is on no chain and the file proves nothing: save another then.";
}
