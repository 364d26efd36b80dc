import { formatId } from "@colophon/sdk";
import { transferWorkCall } from "@colophon/sdk/calls";
import type { WorkRecord } from "@colophon/sdk/read";
import { ArrowLeftRight, FilePlus2, Handshake, ScrollText, Tag, Users } from "lucide-react";
import { useMemo, useState } from "react";
import * as v from "valibot";
import { Link } from "wouter";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { AccountField } from "../../flow/fields.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { count, shorten } from "../../lib/format.ts";
import { parseRecipient } from "../../lib/parse.ts";
import { titleOf } from "../../lib/work.ts";
import { Agents } from "../../parts/Agents.tsx";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Notice } from "../../ui/notice.tsx";

/** What the account that controls a work can do with it. */
export function ControllerActions({ work, openOffers }: { work: WorkRecord; openOffers: number }) {
  const [passing, setPassing] = useState(false);
  const [naming, setNaming] = useState(false);
  const id = formatId(work.id, "work");
  return (
    <section
      aria-label="You control this work"
      className="mb-10 flex flex-wrap items-center gap-x-6 gap-y-3 rounded-xl border border-accent bg-accent-wash px-5 py-4"
    >
      <p className="mr-auto font-medium">You control this work.</p>
      <div className="flex flex-wrap gap-2">
        <Link href={`/work/${id}/offer`} className={buttonClasses("primary", "small")}>
          <Tag aria-hidden="true" className="size-4" /> Make an offer
        </Link>
        <Link href={`/work/${id}/licences`} className={buttonClasses("secondary", "small")}>
          <ScrollText aria-hidden="true" className="size-4" /> Licences sold
        </Link>
        <Link href={`/work/${id}/revise`} className={buttonClasses("secondary", "small")}>
          <FilePlus2 aria-hidden="true" className="size-4" /> Record a new version
        </Link>
        <Link href={`/work/${id}/sell`} className={buttonClasses("secondary", "small")}>
          <Handshake aria-hidden="true" className="size-4" /> Sell this work
        </Link>
        <Button
          variant="secondary"
          size="small"
          icon={<ArrowLeftRight aria-hidden="true" className="size-4" />}
          onClick={() => setPassing(true)}
        >
          Transfer it
        </Button>
        <Button
          variant="secondary"
          size="small"
          icon={<Users aria-hidden="true" className="size-4" />}
          onClick={() => setNaming(true)}
        >
          Agents
        </Button>
      </div>
      <Dialog open={passing} onOpenChange={setPassing} title="Transfer this entry: no copyright is assigned by it">
        <TransferWork work={work} openOffers={openOffers} />
      </Dialog>
      <Dialog open={naming} onOpenChange={setNaming} title="Who may act for you">
        <Agents
          grantor={work.id}
          account={work.controller}
          subject={`the work “${titleOf(work)}”`}
          href={`/work/${id}`}
        />
      </Dialog>
    </section>
  );
}

type TransferWorkProps = { work: WorkRecord; openOffers: number };

/** Passes the control of a work on. */
function TransferWork({ work, openOffers }: TransferWorkProps) {
  const { deployment } = useActiveChain();
  const draft = useDraft({ key: `transfer-work:${work.id}`, version: 1, schema: v.string(), initial: "" });
  const parsed = parseRecipient(draft.value, deployment, "A work", [
    { address: work.controller, why: "This account controls the work already." },
  ]);
  const to = parsed.ok ? parsed.address : undefined;
  const id = formatId(work.id, "work");
  const calls = useMemo(
    () =>
      to
        ? [
            {
              call: transferWorkCall(deployment, { work: work.id, from: work.controller, to }),
              says: `Transfer this entry to ${to}.`,
            },
          ]
        : undefined,
    [deployment, work.id, work.controller, to],
  );
  return (
    <div className="grid gap-5">
      <Notice title="What happens">
        <ul className="grid list-disc gap-1.5 pl-5">
          <li>The new account controls the work: it makes offers and revisions from then on.</li>
          <li>
            {openOffers === 0
              ? "There are no open offers that would lapse."
              : `Your ${count(openOffers, "open offer lapses: nobody can buy it", "open offers lapse: nobody can buy them")} any more.`}
          </li>
          <li>Licences that were sold stay exactly as they are.</li>
          <li>Income stays with those who hold shares. Transferring the work transfers no share.</li>
          <li>The record goes on naming the claimant, and only the new controller can transfer it back.</li>
        </ul>
      </Notice>
      <DraftNotice of={draft} />
      <AccountField
        label="New controller"
        hint="The account that will control this work."
        value={draft.value}
        onChange={draft.set}
        error={draft.value && !parsed.ok ? parsed.error : undefined}
      />
      <TransactionButton
        intent={`transfer-work:${id}`}
        title={`Transfer the entry of “${titleOf(work)}”${to ? ` to ${shorten(to, 6, 4)}` : ""}`}
        calls={calls}
        label="Transfer this entry"
        href={`/work/${id}`}
        incomplete="Paste the address of the new controller to go on."
        onConfirmed={draft.clear}
      />
    </div>
  );
}
