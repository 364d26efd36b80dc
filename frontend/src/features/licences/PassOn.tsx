import type { LicenceDetails } from "@colophon/sdk/read";
import { Section } from "../../ui/page.tsx";
import { Surrender } from "./Surrender.tsx";
import { TransferLicence } from "./TransferLicence.tsx";

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
