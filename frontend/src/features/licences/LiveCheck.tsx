import {
  type BlockRef,
  formatId,
  isLicensed,
  type LicenceRecord,
  splitLicenceId,
  type TerritoryCode,
  type UseId,
  uses,
  usesOfBitmap,
} from "@colophon/sdk";
import { CircleCheck, CircleX } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { AddressField } from "../../components/AddressField.tsx";
import { Field } from "../../components/Field.tsx";
import { formatTime } from "../../components/formatTime.ts";
import { Input } from "../../components/Input.tsx";
import { Select } from "../../components/Select.tsx";
import { Spinner } from "../../components/Spinner.tsx";
import { CountrySelect } from "../../components/terms/CountrySelect.tsx";
import { UseOptions } from "../../components/UseOptions.tsx";
import { useFinding } from "../../lib/chain/useFinding.ts";
import { parseAddress } from "../../lib/forms/parseAddress.ts";
import { anyTerritory } from "../../lib/terms/anyTerritory.ts";
import { licensedSentence } from "../../lib/terms/licensedSentence.ts";
import { latestTime } from "../../lib/time/latestTime.ts";
import { parseUtc } from "./parseUtc.ts";

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
