import { formatId, type LicensedReason, serialOf } from "@colophon/sdk";
import { type BlockRef, isLicensed, type LicenceRecord, type LicensedAnswer } from "@colophon/sdk/read";
import {
  type PurposeId,
  purposesOfBitmap,
  type TerritoryCode,
  type UseId,
  uses,
  usesOfBitmap,
} from "@colophon/sdk/terms";
import { CircleCheck, CircleX } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import {
  AccountField,
  CountryField,
  FieldNameField,
  NumberField,
  PurposeField,
  UseOptions,
} from "../../flow/fields.tsx";
import { Read } from "../../flow/Read.tsx";
import { formatNumber } from "../../lib/format.ts";
import { parseAddress, parseField } from "../../lib/parse.ts";
import { anyTerritory, licensedSentence } from "../../lib/terms.ts";
import { formatTime, latestTime } from "../../lib/time.ts";
import { parseUtc } from "../../lib/typedTime.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { Field, Select } from "../../ui/field.tsx";

/** Asks the contract whether somebody may put the work to a use at a time, and shows its reason. */
export function LiveCheck({ licence, block }: { licence: LicenceRecord; block: BlockRef }) {
  const [use, setUse] = useState<UseId>(usesOfBitmap(licence.terms.onchain.uses).uses[0] ?? "keep");
  const [purpose, setPurpose] = useState<PurposeId>(
    purposesOfBitmap(licence.terms.onchain.purposes).purposes[0] ?? "private",
  );
  const [field, setField] = useState("");
  const named = parseField(field);
  const [account, setAccount] = useState<string>(licence.holder);
  const [territory, setTerritory] = useState<TerritoryCode>(anyTerritory(licence.terms.onchain.territories));
  const [moment, setMoment] = useState("");
  const parsed = parseAddress(account);
  const time = moment === "" ? undefined : parseUtc(moment);
  const label = uses.find((known) => known.id === use)?.label ?? "";
  const answer = useFinding(
    parsed.ok && named.ok && (time === undefined || time.ok)
      ? {
          key: ["is-licensed", licence.id.toString(), use, purpose, territory, field, parsed.address, moment],
          read: (context) =>
            isLicensed(context, {
              account: parsed.address,
              licence: licence.id,
              use,
              purpose,
              territory,
              field: named.ok ? named.field : undefined,
              time: time?.ok ? time.seconds : latestTime(block),
            }),
        }
      : undefined,
  );
  return (
    <div className="grid gap-5">
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <Field label="Use">
          <Select value={use} onChange={(event) => setUse(event.target.value as UseId)}>
            <UseOptions />
          </Select>
        </Field>
        <PurposeField value={purpose} onChange={setPurpose} />
        <FieldNameField value={field} onChange={setField} />
        <CountryField label="Country" value={territory} onChange={(code) => code && setTerritory(code)} />
        <NumberField
          label="When, in UTC"
          value={moment}
          onChange={setMoment}
          hint="Such as 2026-03-12 14:05. Empty for now."
          error={time && !time.ok ? time.error : undefined}
        />
        <AccountField
          label="By which account"
          value={account}
          onChange={setAccount}
          error={parsed.ok ? undefined : parsed.error}
        />
      </div>
      <div aria-live="polite">
        {answer.isEnabled ? (
          <Read of={answer} what="the contract's answer" inline>
            {(found, readAt) => <LiveAnswer licence={licence} answer={found} label={label} block={readAt} />}
          </Read>
        ) : null}
      </div>
    </div>
  );
}

/** How a licence above one ended. */
const endedAbove: Partial<Record<LicensedReason, string>> = {
  terminated: "was ended for a breach",
  surrendered: "was given back",
};

type LiveAnswerProps = { licence: LicenceRecord; answer: LicensedAnswer; label: string; block: BlockRef };

/** The contract's answer and its reason, with the licence above that decides it, if one does. */
function LiveAnswer({ licence, answer: { licensed, reason, decisive, time }, label, block }: LiveAnswerProps) {
  const Icon = licensed ? CircleCheck : CircleX;
  return (
    <p className={`flex gap-3 rounded-lg p-4 ${licensed ? "bg-ok-wash" : "bg-danger-wash"}`}>
      <Icon aria-hidden="true" className={`mt-0.5 size-5 shrink-0 ${licensed ? "text-ok" : "text-danger"}`} />
      <span>
        <strong className="font-semibold">{licensed ? "Yes." : "No."}</strong>{" "}
        {decisive === licence.id ? (
          licensedSentence(reason, label)
        ) : (
          <>
            It was granted under{" "}
            <Link href={`/licence/${formatId(decisive, "licence")}`} className="link">
              licence {serialOf(decisive)}
            </Link>
            , which {endedAbove[reason] ?? "has ended"} by that time.
          </>
        )}{" "}
        <span className="text-soft">
          Asked for {formatTime(time)}, at block {formatNumber(block.number)}.
        </span>
      </span>
    </p>
  );
}
