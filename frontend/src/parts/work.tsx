import { explainError, formatId, isSameAddress, parseId, percentOfShare, serialOf } from "@colophon/sdk";
import type { BlockRef, Derivation, WorkRecord } from "@colophon/sdk/read";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { useConnection } from "wagmi";
import { Link } from "wouter";
import { foundOf, Read } from "../flow/Read.tsx";
import { useActiveChain } from "../lib/chain.ts";
import { formatNumber } from "../lib/format.ts";
import { useWork } from "../lib/reads.ts";
import { walletDialog } from "../lib/wallet.ts";
import { concernOf, titleOf, untitled } from "../lib/work.ts";
import { Button, buttonClasses } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { PageHeader } from "../ui/page.tsx";
import { EmptyState } from "../ui/states.tsx";
import { AddressView, Time } from "../ui/values.tsx";

/** A link to a work by its title, or by its number while the title is not known. */
export function WorkLink({ id }: { id: bigint }) {
  const work = foundOf(useWork(id));
  return (
    <Link href={`/work/${formatId(id, "work")}`} className="link [overflow-wrap:anywhere]">
      <bdi>{work ? titleOf(work) : untitled(id)}</bdi>
    </Link>
  );
}

/** A mark beside a stranger's title that may not be what it looks like; nothing for all others. */
export function TitleMark({ metadata }: Pick<Parameters<typeof titleOf>[0], "metadata">) {
  const concern = concernOf(metadata);
  if (!concern) return null;
  return (
    <span className="flex items-center gap-1.5 text-sm text-warn">
      <TriangleAlert aria-hidden="true" className="size-4 shrink-0" />
      {concern.mark}
    </span>
  );
}

type WithNumberProps = {
  /** A work's number, as it stands in the address. */
  id: string;
  children: (work: bigint) => ReactNode;
};

/** A page about the work that the address names, or a sentence on why that is no number of a work. */
export function WithNumber({ id, children }: WithNumberProps) {
  let work: bigint;
  try {
    work = parseId(id, "work");
  } catch (error) {
    return (
      <NoSuchWork title="This is not the number of a work">
        <p>{explainError(error).sentence}</p>
      </NoSuchWork>
    );
  }
  return children(work);
}

type WithWorkProps = {
  /** The work's number, as it stands in the address. */
  id: string;
  /** What the page is for, while there is no work to show; its own name if that is missing. */
  title?: string;
  children: (work: WorkRecord, block: BlockRef) => ReactNode;
};

/** A page about one work: it appears once the work is read, and says why if it cannot be. */
export function WithWork({ id, title, children }: WithWorkProps) {
  return (
    <WithNumber id={id}>
      {(work) => (
        <KnownNumber work={work} title={title ?? untitled(work)}>
          {children}
        </KnownNumber>
      )}
    </WithNumber>
  );
}

function KnownNumber({ work, title, children }: { work: bigint; title: string } & Pick<WithWorkProps, "children">) {
  const { name } = useActiveChain();
  const found = useWork(work);
  return (
    <Read
      of={found}
      what="this work"
      meanwhile={<p>Whether it exists is not known right now.</p>}
      around={(content) => (
        <>
          <PageHeader title={title} />
          {content}
        </>
      )}
      none={(block) => (
        <NoSuchWork title="There is no work with this number">
          <p>
            None is registered under it on {name} by block {formatNumber(block.number)}. Check the number, and that you
            look at the right network.
          </p>
        </NoSuchWork>
      )}
    >
      {children}
    </Read>
  );
}

function NoSuchWork({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <PageHeader title="No such work" />
      <EmptyState
        title={title}
        actions={
          <Link href="/works" className={buttonClasses("secondary")}>
            See all works
          </Link>
        }
      >
        {children}
      </EmptyState>
    </>
  );
}

/** Says that the connected account does not control the work, which is needed to sign here. */
export function ControllerNotice({ work }: { work: Pick<WorkRecord, "controller"> }) {
  const { address } = useConnection();
  if (!address || isSameAddress(address, work.controller)) return null;
  return (
    <Notice
      tone="warning"
      title="Another account controls this work"
      actions={
        <Button size="small" onClick={() => walletDialog.setOpen(true)}>
          Change account
        </Button>
      }
    >
      <p>
        Only <AddressView value={work.controller} copy={false} /> can sign this. You can fill in everything; connect
        that account to sign.
      </p>
    </Notice>
  );
}

type DerivationsListProps = {
  derivations: readonly Derivation[];
  /** Whether the list shows the earlier works or the new ones. */
  shows: "parents" | "derivatives";
};

/** Works that are made from one another, under which licence, and what one owes the other. */
export function DerivationsList({ derivations, shows }: DerivationsListProps) {
  return (
    <ul className="grid gap-3">
      {derivations.map(({ work, parent, source, share, at }) => (
        <li key={`${work}:${parent}`} className="border-rule border-b pb-3 last:border-b-0 last:pb-0">
          <p className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
            <WorkLink id={shows === "parents" ? parent : work} />
            <span className="shrink-0 tabular-nums">
              {share === 0 ? "owes nothing" : `${percentOfShare(share)} % of all it receives`}
            </span>
          </p>
          <p className="text-sm text-soft">
            Allowed by{" "}
            <Link href={`/licence/${formatId(source, "licence")}`} className="link">
              licence {serialOf(source)}
            </Link>
            , registered <Time seconds={at.time} block={at.block} />
          </p>
        </li>
      ))}
    </ul>
  );
}
