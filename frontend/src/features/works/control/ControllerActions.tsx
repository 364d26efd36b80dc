import { formatId, type WorkRecord } from "@colophon/sdk";
import { ArrowLeftRight, FilePlus2, ScrollText, Tag } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { Button, buttonClasses } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { TransferWork } from "./TransferWork.tsx";

/** What the account that controls a work can do with it. */
export function ControllerActions({ work, openOffers }: { work: WorkRecord; openOffers: number }) {
  const [passing, setPassing] = useState(false);
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
        <Button
          variant="secondary"
          size="small"
          icon={<ArrowLeftRight aria-hidden="true" className="size-4" />}
          onClick={() => setPassing(true)}
        >
          Pass it on
        </Button>
      </div>
      <Dialog open={passing} onOpenChange={setPassing} title="Pass this work on">
        <TransferWork work={work} openOffers={openOffers} />
      </Dialog>
    </section>
  );
}
