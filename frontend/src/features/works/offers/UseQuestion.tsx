import { type BlockRef, formatId, isLicensed, type OfferRecord, readLicencesOf, type UseId, uses } from "@colophon/sdk";
import { CircleCheck, CircleX } from "lucide-react";
import { useState } from "react";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { Button } from "../../../components/Button.tsx";
import { Field } from "../../../components/Field.tsx";
import { Select } from "../../../components/Select.tsx";
import { Spinner } from "../../../components/Spinner.tsx";
import { OfferPrice } from "../../../components/terms/OfferPrice.tsx";
import { useFinding } from "../../../lib/chain/useFinding.ts";
import { anyTerritory } from "../../../lib/terms/anyTerritory.ts";
import { licensedSentence } from "../../../lib/terms/licensedSentence.ts";
import { offersForUse } from "../../../lib/terms/offersForUse.ts";
import { latestTime } from "../../../lib/time/latestTime.ts";
import { walletDialog } from "../../../lib/wallet/walletDialog.ts";

export type UseQuestionProps = {
  work: bigint;
  offers: { records: readonly OfferRecord[]; block: BlockRef } | undefined;
};

/** "May I use it for …?", answered by the contract from the licences that the connected account holds. */
export function UseQuestion({ work, offers }: UseQuestionProps) {
  const [use, setUse] = useState<UseId>();
  const { address } = useConnection();
  const answer = useFinding({
    key: ["may-i", work.toString(), address, use],
    enabled: Boolean(address && use),
    read: async (context) => {
      if (!address || !use) throw new Error("There is no question yet.");
      const mine = await readLicencesOf(context, address);
      if (mine.status !== "found") return mine;
      const time = latestTime(mine.block);
      const licences = mine.value.filter((licence) => licence.work === work);
      const answers = await Promise.all(
        licences.map(({ id, terms }) =>
          isLicensed(context, {
            account: address,
            licence: id,
            use,
            territory: anyTerritory(terms.onchain.territories),
            time,
          }),
        ),
      );
      const failed = answers.find((each) => each.status === "unknown");
      if (failed) return failed;
      const value = answers.flatMap((each, index) =>
        each.status === "found" ? [{ ...each.value, licence: licences[index]?.id ?? 0n }] : [],
      );
      return { status: "found", value, block: mine.block };
    },
  });
  const chosen = uses.find((known) => known.id === use);
  const covering = use && offers ? offersForUse(offers.records, offers.block, use) : [];
  return (
    <div className="grid gap-5">
      <Field label="May I use it for …" className="max-w-md">
        <Select value={use ?? ""} onChange={(event) => setUse((event.target.value || undefined) as UseId | undefined)}>
          <option value="">Choose a use</option>
          {uses.map((known) => (
            <option key={known.id} value={known.id}>
              {known.label}
            </option>
          ))}
        </Select>
      </Field>
      {chosen ? (
        <p className="max-w-prose text-soft">
          {chosen.label} means to {chosen.sentence}.
        </p>
      ) : null}

      <div aria-live="polite" className="grid gap-4">
        {use && !address ? (
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
        {use && answer.data ? <Answer answer={answer.data} use={use} /> : null}
        {covering.length > 0 &&
        !(answer.data?.status === "found" && answer.data.value.some((each) => each.licensed)) ? (
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
        {use && offers && covering.length === 0 ? (
          <p className="text-soft">No open offer of this work allows it at the moment.</p>
        ) : null}
      </div>
    </div>
  );
}

type Answers = { licensed: boolean; reason: Parameters<typeof licensedSentence>[0]; licence: bigint; time: number }[];
type AnswerData = NonNullable<ReturnType<typeof useFinding<Answers>>["data"]>;

function Answer({ answer, use }: { answer: AnswerData; use: UseId }) {
  if (answer.status !== "found") {
    return (
      <p className="text-warn">
        That cannot be known right now. {answer.status === "unknown" ? answer.problem.sentence : ""}
      </p>
    );
  }
  const yes = answer.value.find((each) => each.licensed);
  const { label } = uses.find((known) => known.id === use) ?? { label: "this use" };
  if (yes) {
    return (
      <p className="flex gap-3 rounded-lg bg-ok-wash p-4">
        <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-ok" />
        <span>
          <strong className="font-semibold">Yes.</strong> Your{" "}
          <Link href={`/licence/${formatId(yes.licence, "licence")}`} className="link">
            licence {Number(yes.licence & 0xffff_ffffn)}
          </Link>{" "}
          allows it now, as its deed says.
        </span>
      </p>
    );
  }
  return (
    <div className="flex gap-3 rounded-lg bg-sunk p-4">
      <CircleX aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-soft" />
      <div>
        <p>
          <strong className="font-semibold">Not under a licence you hold.</strong>{" "}
          {answer.value.length === 0 ? "You hold no licence of this work." : ""}
        </p>
        {answer.value.map((each) => (
          <p key={each.licence.toString()}>
            <Link href={`/licence/${formatId(each.licence, "licence")}`} className="link">
              Licence {Number(each.licence & 0xffff_ffffn)}
            </Link>
            : {licensedSentence(each.reason, label)}
          </p>
        ))}
      </div>
    </div>
  );
}
