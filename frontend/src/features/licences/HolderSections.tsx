import { forever, formatId, isSameAddress } from "@colophon/sdk";
import type { BlockRef, LicenceDetails } from "@colophon/sdk/read";
import { hasDuties } from "@colophon/sdk/terms";
import { useConnection } from "wagmi";
import { useActsFor } from "../../lib/reads.ts";
import type { DeedVerdict } from "../../lib/terms.ts";
import { Agents } from "../../parts/Agents.tsx";
import { Section } from "../../ui/page.tsx";
import type { WarningsProps } from "./AboutLicence.tsx";
import { BreachSection } from "./BreachSection.tsx";
import { RenewLicence } from "./RenewLicence.tsx";
import { ReportsSection } from "./ReportsSection.tsx";
import { SublicencesSection } from "./SublicencesSection.tsx";
import { Surrender } from "./Surrender.tsx";
import { TransferLicence } from "./TransferLicence.tsx";

type HolderSectionsProps = WarningsProps & { verdict: DeedVerdict; title: string; block: BlockRef };

/** What its holder and its licensor do about it: renew, report, pass a part on, and what follows a breach. */
export function HolderSections({ licence, verdict, title, live, time, block }: HolderSectionsProps) {
  const { address } = useConnection();
  const mine = isSameAddress(address, licence.holder);
  const acting = useActsFor(licence.id, licence.holder);
  const licensor = useActsFor(licence.parent ?? licence.work, licence.licensor);
  const { onchain } = licence.terms;
  return (
    <>
      {(hasDuties(onchain) ? acting : mine) && live && licence.end !== forever ? (
        <Section title="Renew it" note="Before it ends. The new period begins when the present one ends.">
          <RenewLicence licence={licence} title={title} />
        </Section>
      ) : null}
      {asksReports(licence) ? (
        <Section title="Reports and payments" note="What was sold and earned under it, and what is owed for it.">
          <ReportsSection licence={licence} acting={acting} title={title} time={time} />
        </Section>
      ) : null}
      {onchain.sublicensing > 0 ? (
        <Section title="Sublicences" note="What its holder passes on to others.">
          <SublicencesSection
            licence={licence}
            verdict={verdict}
            holder={mine}
            live={live}
            title={title}
            time={time}
            block={block}
          />
        </Section>
      ) : null}
      <Section title="Breach" note="What happens if its terms are broken.">
        <BreachSection licence={licence} licensor={licensor} holder={acting} title={title} time={time} />
      </Section>
      {acting && live ? (
        <Section title="Agents" note="Who may report, answer, offer and renew for its holder.">
          <Agents
            grantor={licence.id}
            account={licence.holder}
            subject={`licence ${licence.serial} of “${title}”`}
            href={`/licence/${formatId(licence.id, "licence")}`}
          />
        </Section>
      ) : null}
    </>
  );
}

/** Whether something is reported under it; also while its text is not at hand, which alone says so. */
function asksReports({ terms: { onchain, deed } }: LicenceDetails): boolean {
  if (!hasDuties(onchain)) return false;
  if (deed.status !== "found") return true;
  const { conditions } = deed.value.deed?.terms ?? {};
  if (conditions === undefined) return true;
  return conditions === "none" || conditions.period !== "none";
}

/** Gives the licence to another account, where its terms let it move, or back to whoever granted it. */
export function PassOn({ licence, title, live }: { licence: LicenceDetails; title: string; live: boolean }) {
  return (
    <>
      <Transfer licence={licence} title={title} />
      {live ? (
        <Section title="Give it back" note="Before its time, for good.">
          <Surrender licence={licence} title={title} />
        </Section>
      ) : null}
    </>
  );
}

function Transfer({ licence, title }: { licence: LicenceDetails; title: string }) {
  return (
    <Section title="Transfer it">
      {licence.terms.onchain.transferable ? (
        <TransferLicence licence={licence} title={title} />
      ) : (
        <p className="text-soft">This licence stays with your account. Its terms do not let it move.</p>
      )}
    </Section>
  );
}
