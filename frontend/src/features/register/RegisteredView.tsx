import { percentOf } from "@colophon/sdk";
import { type Venture, ventureSafeOf } from "@colophon/sdk/agreements";
import { ArrowRight } from "lucide-react";
import { Link } from "wouter";
import { siteLink } from "../../config/site.ts";
import { CopyLine } from "../../flow/HandOver.tsx";
import { useOutcome } from "../../flow/Outcome.tsx";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card, PageHeader } from "../../ui/page.tsx";
import { AddressView } from "../../ui/values.tsx";
import type { Registered } from "./registration.ts";

/** After a registration: the work, its next step, and what the co-creators need. */
export function RegisteredView({ registered, onAnother }: { registered: Registered; onAnother: () => void }) {
  const { work, title, coHolders, venture } = registered;
  const top = useOutcome<HTMLDivElement>(true);
  const link = siteLink(`/work/${work}`);
  return (
    <div ref={top} tabIndex={-1} className="scroll-mt-24">
      <PageHeader eyebrow="In the register" title={title}>
        <p>Your work is registered. Its record is on the chain and nobody can change it.</p>
      </PageHeader>
      <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-8">
        {venture ? <OfVenture venture={venture} work={work} /> : null}
        <Card className="grid gap-5">
          <h2 className="text-2xl">Next: say how others may use it</h2>
          <p className="text-soft">
            An offer says in plain words what a licence allows, how long it lasts and what it costs. Anybody can then
            buy exactly that, and the money is divided by your shares.
          </p>
          <div className="flex flex-wrap gap-3">
            <Link href={`/work/${work}/offer`} className={buttonClasses()}>
              Make an offer <ArrowRight aria-hidden="true" className="size-4" />
            </Link>
            <Link href={`/work/${work}`} className={buttonClasses("secondary")}>
              See the work
            </Link>
          </div>
        </Card>
        {coHolders.length > 0 ? (
          <Card className="grid grid-cols-[minmax(0,1fr)] gap-5">
            <h2 className="text-2xl">Tell the others</h2>
            <p className="text-soft">
              Their shares wait for them, however long they take. Each takes theirs under{" "}
              <Link href="/earn" className="link">
                Earn
              </Link>{" "}
              with the account below, and then gets their part of everything the work ever earned. Send them the address
              of the work:
            </p>
            <CopyLine text={link} label="Copy the address of the work" />
            <ul className="grid gap-3">
              {coHolders.map(({ name, account, units }) => (
                <li key={account} className="flex items-start justify-between gap-4 border-rule border-t pt-3">
                  <div className="min-w-0">
                    <p className="font-medium [overflow-wrap:anywhere]">{name}</p>
                    <AddressView value={account} className="text-soft text-sm" />
                  </div>
                  <p className="shrink-0 tabular-nums">{percentOf(units)} %</p>
                </li>
              ))}
            </ul>
          </Card>
        ) : null}
        <div>
          <Button variant="quiet" onClick={onAnother}>
            Register another work
          </Button>
        </div>
      </div>
    </div>
  );
}

/** Who controls a work that was registered for a venture, and what its agreement does not say of it yet. */
function OfVenture({ venture, work }: { venture: Venture; work: string }) {
  return (
    <Notice tone="ok" title={`The Safe of “${venture.name}” controls it`}>
      <p>
        Offers and revisions are made from there: <AddressView value={ventureSafeOf(venture).address} />
      </p>
      <p>
        What the partners signed so far names the works that they had then. For this one,{" "}
        <Link href="/agreements#venture" className="link">
          let them sign the venture once more
        </Link>{" "}
        with its number {work}, the same name and the same partners. The Safe stays the same.
      </p>
    </Notice>
  );
}
