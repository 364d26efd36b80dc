import type { LicenceState } from "@colophon/sdk";
import { readLicencesOf } from "@colophon/sdk/read";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { licenceStanding } from "../../lib/licences.ts";
import { latestTime } from "../../lib/time.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { walletDialog } from "../../lib/wallet.ts";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states.tsx";
import { LicenceRow } from "./LicenceRow.tsx";

const over: ReadonlySet<LicenceState> = new Set(["expired", "terminated"]);

/** The licences that the connected account holds. */
export function LicencesPage() {
  const { address } = useConnection();
  const found = useFinding({
    key: ["licences-of", address],
    enabled: address !== undefined,
    read: (context) => readLicencesOf(context, address ?? "0x"),
  });
  const list = found.data?.status === "found" ? found.data : undefined;
  const time = list ? latestTime(list.block) : 0;
  const inForce = list?.value.filter((licence) => !over.has(licenceStanding(licence, time).state)) ?? [];
  const past = list?.value.filter((licence) => !inForce.includes(licence)) ?? [];
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
      {address && found.isPending ? <LoadingState label="Looking for your licences" /> : null}
      {found.data?.status === "unknown" || found.isError ? (
        <ErrorState title="Your licences cannot be read right now" onRetry={() => found.refetch()}>
          <p>{found.data?.status === "unknown" ? found.data.problem.sentence : "Something unexpected happened."}</p>
        </ErrorState>
      ) : null}
      {list && list.value.length === 0 ? (
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
      ) : null}
      {inForce.length > 0 ? (
        <ul className="grid gap-4">
          {inForce.map((licence) => (
            <li key={licence.id.toString()}>
              <LicenceRow licence={licence} time={time} />
            </li>
          ))}
        </ul>
      ) : null}
      {past.length > 0 ? (
        <section className="mt-12">
          <h2 className="mb-4 text-2xl">Over</h2>
          <ul className="grid gap-4">
            {past.map((licence) => (
              <li key={licence.id.toString()}>
                <LicenceRow licence={licence} time={time} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {list && list.value.length > 0 ? (
        <p className="mt-8 text-sm text-soft">Read at block {list.block.number.toLocaleString("en-GB")}.</p>
      ) : null}
    </>
  );
}
