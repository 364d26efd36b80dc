import { forever, formatId, isSameAddress } from "@colophon/sdk";
import { type BlockRef, type LicenceDetails, type LicenceRecord, readOffer } from "@colophon/sdk/read";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { foundOf, Read } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { formatNumber } from "../../lib/format.ts";
import { useActsFor, useParents, useStanding } from "../../lib/reads.ts";
import { formatTime } from "../../lib/time.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { earlierClaims } from "../../lib/work.ts";
import { ParentChain } from "../../parts/licence.tsx";
import { buttonClasses } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Facts } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";
import { NoticeStands } from "./BreachSection.tsx";

export type Acting = {
  /** Whether the connected account holds it, or acts for whoever does. */
  holder: boolean;
  /** Whether it granted it, or acts for whoever did. */
  licensor: boolean;
};

/** On which side of a licence the connected account is. */
export function useActing(licence: LicenceDetails): Acting {
  const holder = useActsFor(licence.id, licence.holder);
  const licensor = useActsFor(licence.parent ?? licence.work, licence.licensor);
  return { holder, licensor };
}

export type WarningsProps = { licence: LicenceDetails; live: boolean; time: number };

/** What whoever relies on the licence has to know first: an earlier claim to the work, and a breach. */
export function Warnings({ licence, live, time }: WarningsProps) {
  const standing = foundOf(useStanding(licence.work));
  const earlier = standing ? earlierClaims(standing) : [];
  const notice = live ? licence.compliance.notice : undefined;
  return (
    <>
      {earlier.length > 0 ? (
        <Notice
          tone="danger"
          title="Somebody else has an earlier proven claim to the content of this work"
          className="mb-6"
        >
          <p>
            Look at the{" "}
            <Link href={`/work/${formatId(licence.work, "work")}`} className="link">
              page of the work
            </Link>{" "}
            for who and since when.
          </p>
        </Notice>
      ) : null}

      {live ? <LicensorChanged licence={licence} /> : null}
      {notice ? (
        <Notice tone="danger" title="Notice of a breach was given for this licence" className="mb-6">
          <p>
            <NoticeStands notice={notice} time={time} />
          </p>
        </Notice>
      ) : null}
    </>
  );
}

/** Says that whoever granted the licence is not the licensor any more, and what that changes. */
function LicensorChanged({ licence }: { licence: LicenceDetails }) {
  const { sale, licensor, parent } = licence;
  const found = useFinding({ key: ["offer", sale.offer], read: (context) => readOffer(context, sale.offer) });
  const granted = foundOf(found)?.offer.licensor;
  if (granted === undefined || isSameAddress(granted, licensor)) return null;
  return (
    <Notice title="The licensor changed" className="mb-6">
      <p>
        {parent === undefined ? "The work" : "The licence above it"} went from <AddressView value={granted} /> to{" "}
        <AddressView value={licensor} />. The licence stays exactly as it is: what it allows, until when, and what is
        owed. Notices, and offers to renew, come from the new licensor; offers of the former one can’t be used now.
      </p>
    </Notice>
  );
}

/** How it was sold, for how much, and what has become of it since. */
export function Sale({ licence }: { licence: LicenceDetails }) {
  const { id, sale } = licence;
  return (
    <Facts
      facts={[
        { label: "Sold", value: <Time seconds={sale.at.time} block={sale.at.block} /> },
        { label: "Bought by", value: <AddressView value={sale.buyer} /> },
        { label: "Licensor now", value: <AddressView value={licence.licensor} /> },
        {
          label: "Price paid",
          value:
            sale.price === 0n ? (
              "Nothing"
            ) : (
              <>
                <Amount amount={sale.price} currency={sale.currency} />
                {licence.seats > 1 ? `, for ${formatNumber(licence.seats)} seats` : ""}
              </>
            ),
        },
        ...licence.renewals.map((renewal) => ({
          label: "Renewed",
          value: (
            <>
              <Time seconds={renewal.at.time} block={renewal.at.block} />,{" "}
              {renewal.end === forever ? "for ever" : `until just before ${formatTime(renewal.end)}`}, by{" "}
              <AddressView value={renewal.payer} copy={false} />
            </>
          ),
        })),
        {
          label: "Under",
          value: (
            <Link href={`/offer/${sale.offer}`} className="link">
              this offer
            </Link>
          ),
        },
        { label: "Transaction", value: <Hash value={sale.at.transaction} label="the transaction" full /> },
        { label: "Number", value: <Hash value={formatId(id, "licence")} label="the licence's number" full /> },
        {
          label: "Licence text",
          value: <Hash value={licence.terms.onchain.deed.slice(2)} label="SHA-256 of the licence text" full />,
        },
      ]}
    />
  );
}

export function Parents({ licence, time }: { licence: LicenceRecord; time: number }) {
  const parents = useParents(licence);
  return (
    <Read of={parents} what="the licences above it">
      {(above) => <ParentChain chain={[licence, ...above]} time={time} />}
    </Read>
  );
}

/** Says that no licence has this number. */
export function NoLicence({ block }: { block: BlockRef }) {
  const chain = useActiveChain();
  return (
    <EmptyState
      title="There is no licence with this number"
      actions={
        <Link href="/verify" className={buttonClasses("secondary")}>
          Check another number
        </Link>
      }
    >
      <p>
        None was issued under it on {chain.name} by block {formatNumber(block.number)}. Whoever shows you this number
        holds no licence by it.
      </p>
    </EmptyState>
  );
}
