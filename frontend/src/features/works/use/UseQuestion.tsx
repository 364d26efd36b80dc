import {
  type BlockRef,
  type OfferRecord,
  readPermission,
  type TerritoryCode,
  territoriesBitmapOf,
  type UseId,
  uses,
} from "@colophon/sdk";
import { useState } from "react";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { Button } from "../../../components/Button.tsx";
import { Field } from "../../../components/Field.tsx";
import { Input } from "../../../components/Input.tsx";
import { Select } from "../../../components/Select.tsx";
import { Spinner } from "../../../components/Spinner.tsx";
import { CountrySelect } from "../../../components/terms/CountrySelect.tsx";
import { OfferPrice } from "../../../components/terms/OfferPrice.tsx";
import { UseOptions } from "../../../components/UseOptions.tsx";
import { useFinding } from "../../../lib/chain/useFinding.ts";
import { offersForUse } from "../../../lib/terms/offersForUse.ts";
import { territoryName } from "../../../lib/terms/territoryName.ts";
import { latestTime } from "../../../lib/time/latestTime.ts";
import { walletDialog } from "../../../lib/wallet/walletDialog.ts";
import { readLastDay } from "./readLastDay.ts";
import { UseAnswer } from "./UseAnswer.tsx";

export type UseQuestionProps = {
  work: bigint;
  offers: { records: readonly OfferRecord[]; block: BlockRef } | undefined;
};

/** "May I use it for … in … until …?", answered by the contract for the connected account. */
export function UseQuestion({ work, offers }: UseQuestionProps) {
  const [use, setUse] = useState<UseId>();
  const [territory, setTerritory] = useState<TerritoryCode>();
  const [day, setDay] = useState("");
  const { address } = useConnection();
  const until = readLastDay(day, offers ? latestTime(offers.block) : 0);
  const answer = useFinding({
    key: ["permission", work.toString(), address, use, territory, day],
    enabled: Boolean(address && use && territory && until.ok),
    read: (context) =>
      readPermission(context, {
        account: address ?? "0x",
        work,
        use: use ?? "personal",
        territory: territory ?? "DE",
        ...(until.ok && until.seconds !== undefined ? { until: until.seconds } : {}),
      }),
  });
  const chosen = uses.find((known) => known.id === use);
  const bit = territory ? territoriesBitmapOf([territory]) : 0n;
  const covering =
    use && territory && offers
      ? offersForUse(offers.records, offers.block, use).filter(({ terms }) => (terms.onchain.territories & bit) !== 0n)
      : [];
  const asked = chosen !== undefined && territory !== undefined;
  const finding = asked && until.ok ? answer.data : undefined;
  const allowed = finding?.status === "found" && finding.value.allowed;
  return (
    <div className="grid gap-5">
      <div className="grid items-end gap-4 sm:grid-cols-3">
        <Field label="May I use it for …">
          <Select
            value={use ?? ""}
            onChange={(event) => setUse((event.target.value || undefined) as UseId | undefined)}
          >
            <option value="">Choose a use</option>
            <UseOptions />
          </Select>
        </Field>
        <Field label="in …">
          <CountrySelect value={territory} onChange={setTerritory} placeholder="Choose a country" />
        </Field>
        <Field
          label="until the end of …"
          hint="A day in UTC; none means now."
          error={until.ok ? undefined : until.error}
        >
          <Input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
        </Field>
      </div>
      {chosen ? (
        <p className="max-w-prose text-soft">
          {chosen.label} means to {chosen.sentence}.
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
        {answer.isLoading ? (
          <p className="flex items-center gap-2 text-soft">
            <Spinner /> Asking the contract…
          </p>
        ) : null}
        {finding?.status === "found" && chosen && territory ? (
          <UseAnswer permission={finding.value} use={chosen.label} country={territoryName(territory)} />
        ) : null}
        {finding?.status === "unknown" ? (
          <p className="text-warn">That cannot be known right now. {finding.problem.sentence}</p>
        ) : null}
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
