import { forever, formatId, serialOf } from "@colophon/sdk";
import {
  type BlockRef,
  type LicenceRecord,
  type LicensedAnswer,
  type OfferRecord,
  type Permission,
  readPermission,
} from "@colophon/sdk/read";
import { type PurposeId, type TerritoryCode, territoriesBitmapOf, type UseId, uses } from "@colophon/sdk/terms";
import { CircleCheck, CircleX } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { OfferPrice } from "../../flow/Amount.tsx";
import { CountryField, DayField, FieldNameField, PurposeField, UseOptions } from "../../flow/fields.tsx";
import { CannotRead, foundOf, Reading, unknownOf } from "../../flow/Read.tsx";
import { offersForUse } from "../../lib/offers.ts";
import { parseField } from "../../lib/parse.ts";
import { licensedSentence, territoryName } from "../../lib/terms.ts";
import { formatTime, latestTime } from "../../lib/time.ts";
import { endOfDay, type ParsedDay, parseDay } from "../../lib/typedTime.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { walletDialog } from "../../lib/wallet.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Select } from "../../ui/field.tsx";

type UseQuestionProps = {
  work: bigint;
  offers: { records: readonly OfferRecord[]; block: BlockRef } | undefined;
};

/** "May I … for … in … until …?", answered by the contract for the connected account. */
export function UseQuestion({ work, offers }: UseQuestionProps) {
  const [use, setUse] = useState<UseId>();
  const [purpose, setPurpose] = useState<PurposeId>("private");
  const [field, setField] = useState("");
  const named = parseField(field);
  const [territory, setTerritory] = useState<TerritoryCode>();
  const [day, setDay] = useState("");
  const { address } = useConnection();
  const until = parseLastDay(day, offers ? latestTime(offers.block) : 0);
  const answer = useFinding(
    address && use && territory && until.ok && named.ok
      ? {
          key: ["permission", work.toString(), address, use, purpose, field, territory, day],
          read: (context) =>
            readPermission(context, {
              account: address,
              work,
              ...{ use, purpose, field: named.field, territory },
              ...(until.seconds === undefined ? {} : { until: until.seconds }),
            }),
        }
      : undefined,
  );
  const chosen = uses.find((known) => known.id === use);
  const bit = territory ? territoriesBitmapOf([territory]) : 0n;
  const covering =
    use && territory && offers && named.ok
      ? offersForUse(offers.records, offers.block, { use, purpose, field: named.field }).filter(
          ({ terms }) => (terms.onchain.territories & bit) !== 0n,
        )
      : [];
  const asked = chosen !== undefined && territory !== undefined;
  const permission = asked && until.ok ? foundOf(answer) : undefined;
  const unknown = asked && until.ok ? unknownOf(answer) : undefined;
  const allowed = permission?.allowed;
  return (
    <div className="grid gap-5">
      <div className="grid items-end gap-4 sm:grid-cols-3">
        <Field label="May I …">
          <Select
            value={use ?? ""}
            onChange={(event) => setUse((event.target.value || undefined) as UseId | undefined)}
          >
            <option value="">Choose a use</option>
            <UseOptions />
          </Select>
        </Field>
        <PurposeField value={purpose} onChange={setPurpose} />
        <CountryField label="in …" value={territory} onChange={setTerritory} placeholder="Choose a country" />
        <DayField
          label="until the end of …"
          hint="A day in UTC; none means now."
          value={day}
          onChange={setDay}
          error={until.ok ? undefined : until.error}
        />
        <FieldNameField value={field} onChange={setField} />
      </div>
      {chosen ? (
        <p className="max-w-prose text-soft">
          “{chosen.label}” means to {chosen.sentence}.
        </p>
      ) : null}

      <div aria-live="polite" className="grid gap-4">
        {asked && !address ? (
          <div className="grid justify-items-start gap-2">
            <p>Connect your wallet to see whether you hold a licence for this.</p>
            <Button variant="secondary" size="small" onClick={() => walletDialog.setOpen(true)}>
              Connect a wallet
            </Button>
          </div>
        ) : null}
        {answer.isLoading ? <Reading what="the contract's answer" /> : null}
        {permission && chosen && territory ? (
          <UseAnswer permission={permission} use={chosen.label} country={territoryName(territory)} />
        ) : null}
        {unknown ? <CannotRead what="the contract's answer" sentence={unknown} onRetry={answer.refetch} /> : null}
        {covering.length > 0 && !allowed ? (
          <div>
            <p>Offers that allow it:</p>
            <ul className="mt-1 grid gap-1">
              {covering.map((record) => (
                <li key={record.id}>
                  <Link href={`/offer/${record.id}`} className="link">
                    <OfferPrice offer={record.offer} />
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        {asked && offers && covering.length === 0 && !allowed ? (
          <p className="text-soft">No open offer of this work allows it there at the moment.</p>
        ) : null}
      </div>
    </div>
  );
}

/** The last second of a day that a date box gives, in UTC; undefined for an empty box, which means now. */
export function parseLastDay(text: string, now: number): ParsedDay {
  const day = parseDay(text);
  if (!day.ok || day.seconds === undefined) return day;
  const seconds = endOfDay(day.seconds);
  if (seconds < now) return { ok: false, error: "This day is over. Choose today or a later one." };
  return { ok: true, seconds };
}

type UseAnswerProps = { permission: Permission; use: string; country: string };

/** The contract's answer, with the licence that decides it. */
function UseAnswer({ permission, use, country }: UseAnswerProps) {
  const { because, licence, answers, from, until } = permission;
  const when = until > from ? `from now until ${formatTime(until)}` : "now";
  switch (because) {
    case "controller":
      return (
        <Box yes>
          <p>
            <strong className="font-semibold">Yes.</strong> You control the work and need no licence, and no exclusive
            licence that you gave excludes you from “{use}” in {country} {when}.
          </p>
        </Box>
      );
    case "exclusive":
      return (
        <Box yes={false}>
          <p>
            <strong className="font-semibold">No, although you control the work.</strong> You licensed “{use}” in{" "}
            {country} exclusively, and agreed not to use it so yourself {when}.{" "}
            {licence ? (
              <>
                <LicenceLink licence={licence} />{" "}
                {licence.end === forever ? "has no end." : `counts until just before ${formatTime(licence.end)}.`}
              </>
            ) : null}
          </p>
        </Box>
      );
    case "licence":
      return (
        <Box yes>
          <p>
            <strong className="font-semibold">Yes.</strong> Your{" "}
            {licence ? <LicenceLink licence={licence} lower /> : "licence"} allows “{use}” in {country} {when}, as its
            text says.{" "}
            {licence && licence.end !== forever ? `It counts until just before ${formatTime(licence.end)}.` : ""}
          </p>
        </Box>
      );
    case "none":
      return (
        <Box yes={false}>
          <p>
            <strong className="font-semibold">Not under a licence you hold.</strong>{" "}
            {answers.length === 0 ? "You hold no licence of this work." : ""}
          </p>
          {answers.map((each) => (
            <p key={each.licence.id.toString()}>
              <LicenceLink licence={each.licence} />: <Reason licence={each.licence} answer={each.answer} use={use} />
            </p>
          ))}
        </Box>
      );
  }
}

function Reason({ licence, answer, use }: { licence: LicenceRecord; answer: LicensedAnswer; use: string }) {
  if (answer.decisive === licence.id) return <>{licensedSentence(answer.reason, use)}</>;
  return (
    <>
      it was granted under{" "}
      <Link href={`/licence/${formatId(answer.decisive, "licence")}`} className="link">
        licence {serialOf(answer.decisive)}
      </Link>
      , which{" "}
      {answer.reason === "terminated"
        ? "was ended for a breach"
        : answer.reason === "surrendered"
          ? "was given back"
          : "has ended"}{" "}
      by that time, and it ends with that one.
    </>
  );
}

function LicenceLink({ licence, lower = false }: { licence: LicenceRecord; lower?: boolean }) {
  return (
    <Link href={`/licence/${formatId(licence.id, "licence")}`} className="link">
      {lower ? "licence" : "Licence"} {licence.serial}
    </Link>
  );
}

function Box({ yes, children }: { yes: boolean; children: ReactNode }) {
  const Icon = yes ? CircleCheck : CircleX;
  return (
    <div className={`flex gap-3 rounded-lg p-4 ${yes ? "bg-ok-wash" : "bg-sunk"}`}>
      <Icon aria-hidden="true" className={`mt-0.5 size-5 shrink-0 ${yes ? "text-ok" : "text-soft"}`} />
      <div className="grid min-w-0 gap-1">{children}</div>
    </div>
  );
}
