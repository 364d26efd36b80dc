import { type Credit, isSameAddress, showableTitle, titleConcern } from "@colophon/sdk";
import { confirmCreditCall } from "@colophon/sdk/calls";
import { type CreditStanding, readCredits, type WorkRecord } from "@colophon/sdk/read";
import { useQueryClient } from "@tanstack/react-query";
import { BadgeCheck } from "lucide-react";
import { useMemo } from "react";
import type { Address } from "viem";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { CannotRead, unknownOf } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { roleLabel, titleOf } from "../../lib/work.ts";
import { Badge, Notice } from "../../ui/notice.tsx";
import { AddressView, Time } from "../../ui/values.tsx";

const mostCredits = 20;

type CreditsListProps = {
  work: WorkRecord;
  /** As the description of the work has them. */
  credits: readonly Credit[];
};

/** Who is credited for what: as the claimant says it, and what those who are named say to it. */
export function CreditsList({ work, credits }: CreditsListProps) {
  const asked = useFinding({
    key: ["credits", String(work.id), work.metadataDigest],
    read: (context) => readCredits(context, { work: work.id, credits }),
  });
  const found = asked.data?.status === "found" ? asked.data.value : undefined;
  const unknown = unknownOf(asked);
  if (credits.length === 0) return <p className="text-soft">The description credits nobody.</p>;
  const rows = credits.map((credit, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two people may have the same name and role
    <CreditRow key={index} credit={credit} claimant={work.claimant} standing={found?.[index]} />
  ));
  return (
    <div className="grid gap-5">
      {unknown ? <CannotRead what="who confirmed their credit" sentence={unknown} onRetry={asked.refetch} /> : null}
      <div>
        <ul>{rows.slice(0, mostCredits)}</ul>
        {rows.length > mostCredits ? (
          <details>
            <summary className="link w-fit py-2">{rows.length - mostCredits} more credits</summary>
            <ul>{rows.slice(mostCredits)}</ul>
          </details>
        ) : null}
      </div>
      {found ? <ConfirmCredits work={work} standings={found} /> : null}
    </div>
  );
}

type CreditRowProps = {
  credit: Credit;
  claimant: Address;
  /** Undefined while it is not known. */
  standing: CreditStanding | undefined;
};

function CreditRow({ credit: { name, role, account }, claimant, standing }: CreditRowProps) {
  const concern = titleConcern(name);
  return (
    <li className="grid gap-0.5 overflow-hidden border-rule border-b py-2.5 last:border-b-0 [overflow-wrap:anywhere]">
      <p>
        {account ? (
          <Link href={`/person/${account}`} className="link font-medium font-serif text-lg">
            <bdi>{showableTitle(name)}</bdi>
          </Link>
        ) : (
          <bdi className="font-medium font-serif text-lg">{showableTitle(name)}</bdi>
        )}
        <span className="text-soft">
          {" "}
          · <bdi>{roleLabel(role)}</bdi>
        </span>
        {concern ? (
          <span title={concern.sentence} className="ml-2 inline-block">
            <Badge tone="warning">Look closely</Badge>
          </span>
        ) : null}
      </p>
      {account ? (
        <p className="text-sm">
          <AddressView value={account} />
        </p>
      ) : null}
      <p className="text-soft text-sm">
        <Says account={account} claimant={claimant} standing={standing} />
      </p>
    </li>
  );
}

type SaysProps = { account: Address | undefined; claimant: Address; standing: CreditStanding | undefined };

/** Who says that a credit is right. */
function Says({ account, claimant, standing }: SaysProps) {
  if (!account) return "Named by the claimant, without an account that could confirm it.";
  if (isSameAddress(account, claimant)) return "Said by the claimant of themselves.";
  if (!standing) return "Named by the claimant.";
  if (!standing.confirmed) return "Named by the claimant. This account has not confirmed it.";
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone="ok">
        <BadgeCheck aria-hidden="true" className="size-4" /> Confirmed by this account
      </Badge>
      <Time seconds={standing.confirmed.time} block={standing.confirmed.block} />
    </span>
  );
}

type ConfirmCreditsProps = { work: WorkRecord; standings: readonly CreditStanding[] };

/** What the connected account is credited for and has not confirmed, each with its signature. */
function ConfirmCredits({ work, standings }: ConfirmCreditsProps) {
  const { address } = useConnection();
  const open = standings.filter(
    ({ credit: { account }, confirmed }) =>
      address && account && isSameAddress(account, address) && !isSameAddress(account, work.claimant) && !confirmed,
  );
  return open.map(({ credit }) => <ConfirmCredit key={`${credit.name} ${credit.role}`} work={work} credit={credit} />);
}

function ConfirmCredit({ work, credit: { name, role, account } }: { work: WorkRecord; credit: Credit }) {
  const { deployment } = useActiveChain();
  const queries = useQueryClient();
  const title = titleOf(work);
  const calls = useMemo(
    () =>
      account && [
        {
          call: confirmCreditCall(deployment, { work: work.id, account, name, role }),
          says: `Confirm that you are rightly credited in “${title}” as ${name}, ${roleLabel(role)}.`,
        },
      ],
    [deployment, work.id, account, name, role, title],
  );
  return (
    <Notice title={`You are credited here as ${name}, ${roleLabel(role)}`}>
      <p>
        Confirm it if it is right. Everybody can then see that your account agrees with these words, and since when. It
        gives away no right, and cannot be taken back.
      </p>
      <div className="mt-3">
        <TransactionButton
          intent={`credit:${work.id}:${name}:${role}`}
          title={`Confirm your credit in “${title}”`}
          calls={calls}
          label="Confirm your credit"
          onConfirmed={() => void queries.invalidateQueries({ queryKey: ["chain", deployment.chainId, "credits"] })}
        />
      </div>
    </Notice>
  );
}
