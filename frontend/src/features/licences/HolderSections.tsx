import { forever, isSameAddress } from "@colophon/sdk";
import type { BlockRef, LicenceDetails } from "@colophon/sdk/read";
import { useConnection } from "wagmi";
import type { DeedVerdict } from "../../lib/terms.ts";
import { Section } from "../../ui/page.tsx";
import type { WarningsProps } from "./AboutLicence.tsx";
import { BreachSection } from "./BreachSection.tsx";
import { RenewLicence } from "./RenewLicence.tsx";
import { ReportsSection } from "./ReportsSection.tsx";
import { SublicencesSection } from "./SublicencesSection.tsx";
import { TransferLicence } from "./TransferLicence.tsx";

type HolderSectionsProps = WarningsProps & { verdict: DeedVerdict; title: string; block: BlockRef };

/** What its holder and its licensor do about it: renew, report, pass a part on, and what follows a breach. */
export function HolderSections({ licence, verdict, title, live, time, block }: HolderSectionsProps) {
  const { address } = useConnection();
  const mine = isSameAddress(address, licence.holder);
  const licensor = isSameAddress(address, licence.licensor);
  const { onchain } = licence.terms;
  return (
    <>
      {mine && live && licence.end !== forever ? (
        <Section title="Renew it" note="Before it ends. No day is lost.">
          <RenewLicence licence={licence} title={title} />
        </Section>
      ) : null}
      {onchain.period > 0 ? (
        <Section title="Reports" note="What was used and earned under it.">
          <ReportsSection licence={licence} holder={mine} title={title} time={time} />
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
        <BreachSection licence={licence} licensor={licensor} holder={mine} title={title} time={time} />
      </Section>
    </>
  );
}

/** Gives the licence to another account, where its terms let it move. */
export function PassOn({ licence, title }: { licence: LicenceDetails; title: string }) {
  return (
    <Section title="Pass it on">
      {licence.terms.onchain.transferable ? (
        <TransferLicence licence={licence} title={title} />
      ) : (
        <p className="text-soft">This licence stays with your account. Its terms do not let it move.</p>
      )}
    </Section>
  );
}
