import type { LicenceState } from "@colophon/sdk";
import type { BlockRef, LicenceRecord } from "@colophon/sdk/read";
import type { Address } from "viem";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { useRuntimeConfig } from "../../config/config.ts";
import { Read, unknownOf } from "../../flow/Read.tsx";
import { formatNumber } from "../../lib/format.ts";
import { licenceStanding } from "../../lib/licences.ts";
import { useLicencesOf } from "../../lib/reads.ts";
import { latestTime } from "../../lib/time.ts";
import { walletDialog } from "../../lib/wallet.ts";
import { LicenceTasks } from "../../parts/tasks.tsx";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { LastSeen, LicenceList } from "./LicenceList.tsx";
import { useKeepSight } from "./lastSeen.ts";

const over: ReadonlySet<LicenceState> = new Set(["expired", "terminated", "surrendered"]);

/** The licences that the connected account holds. */
export function LicencesPage() {
  const { address } = useConnection();
  const found = useLicencesOf(address);
  const { kept } = useRuntimeConfig();
  useKeepSight(address, found);
  // Nobody answers: neither the chain, nor, without a network, a wallet that is on another device.
  const unread = address ? unknownOf(found) !== undefined : kept !== undefined;
  return (
    <>
      <PageHeader eyebrow="Yours" title="Licences">
        <p>
          What your account may use, and until when. Each licence has a page that you can show to anybody, and where you
          renew it, report under it or pass a part of it on. What sublicences bring in waits under{" "}
          <Link href="/earn" className="link">
            Earn
          </Link>
          .
        </p>
      </PageHeader>

      {!address ? (
        <EmptyState
          title="Connect a wallet to see your licences"
          actions={<Button onClick={() => walletDialog.setOpen(true)}>Connect a wallet</Button>}
        >
          <p>Licences belong to accounts. Connecting only shows this page your address.</p>
        </EmptyState>
      ) : null}
      <LicenceTasks account={address} className="mb-8" />
      {address ? (
        <Read of={found} what="your licences">
          {(licences, block) => <LicencesHeld licences={licences} block={block} account={address} />}
        </Read>
      ) : null}
      {unread ? <LastSeen account={address} /> : null}
    </>
  );
}

type LicencesHeldProps = { licences: readonly LicenceRecord[]; block: BlockRef; account: Address };

function LicencesHeld({ licences, block, account }: LicencesHeldProps) {
  if (licences.length === 0) {
    return (
      <EmptyState
        title="This account holds no licence"
        actions={
          <Link href="/works" className={buttonClasses()}>
            Find a work
          </Link>
        }
      >
        <p>When you buy one, it appears here at once. Another account of yours may hold some.</p>
      </EmptyState>
    );
  }
  const time = latestTime(block);
  const isOver = (licence: LicenceRecord) => over.has(licenceStanding(licence, time).state);
  const past = licences.filter(isOver);
  return (
    <>
      <LicenceList licences={licences.filter((licence) => !isOver(licence))} time={time} account={account} />
      {past.length > 0 ? (
        <section className="mt-12">
          <h2 className="mb-4 text-2xl">Over</h2>
          <LicenceList licences={past} time={time} account={account} />
        </section>
      ) : null}
      <p className="mt-8 text-sm text-soft">Read at block {formatNumber(block.number)}.</p>
    </>
  );
}
