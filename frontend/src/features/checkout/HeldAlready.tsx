import { formatId, licenceStateOf, readLicencesOf } from "@colophon/sdk";
import type { Address } from "viem";
import { Link } from "wouter";
import { Notice } from "../../components/Notice.tsx";
import { useFinding } from "../../lib/chain/useFinding.ts";
import { latestTime } from "../../lib/time/latestTime.ts";
import type { CheckoutRecord } from "./CheckoutRecord.ts";

/** Says that the buyer holds a running licence of the same work and terms, so that nobody pays twice by mistake. */
export function HeldAlready({ record, account }: { record: CheckoutRecord; account: Address | undefined }) {
  const mine = useFinding({
    key: ["licences-of", account],
    enabled: account !== undefined,
    read: (context) => readLicencesOf(context, account ?? "0x"),
  });
  if (mine.data?.status !== "found") return null;
  const time = latestTime(mine.data.block);
  const held = mine.data.value.find(
    (licence) =>
      licence.work === record.offer.work &&
      licence.terms.id === record.terms.id &&
      licenceStateOf({ ...licence, time }) === "running",
  );
  if (!held) return null;
  return (
    <Notice>
      <p>
        You hold a licence on these terms already:{" "}
        <Link href={`/licence/${formatId(held.id, "licence")}`} className="link">
          licence {held.serial}
        </Link>
        . Another one gives you nothing more, unless you mean to hand it on.
      </p>
    </Notice>
  );
}
