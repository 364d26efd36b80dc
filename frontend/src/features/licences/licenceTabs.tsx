import { forever, formatId } from "@colophon/sdk";
import type { LicenceDetails, WorkRecord } from "@colophon/sdk/read";
import { hasDuties } from "@colophon/sdk/terms";
import { Agents } from "../../parts/Agents.tsx";
import { Badge } from "../../ui/notice.tsx";
import { Section } from "../../ui/page.tsx";
import type { Tab } from "../../ui/Tabs.tsx";
import { type Acting, Parents, Sale, type WarningsProps } from "./AboutLicence.tsx";
import { BreachSection } from "./BreachSection.tsx";
import { Certificate, type CertificateProps } from "./Certificate.tsx";
import { FilesTab } from "./files/FilesTab.tsx";
import { SaveProof } from "./LicenceProof.tsx";
import { LicenceText } from "./LicenceText.tsx";
import { LiveCheck } from "./LiveCheck.tsx";
import { PassOn } from "./PassOn.tsx";
import { LicenceActions } from "./PrintedLicence.tsx";
import { RenewLicence } from "./RenewLicence.tsx";
import { ReportsSection } from "./ReportsSection.tsx";
import { SublicencesSection } from "./SublicencesSection.tsx";
import { TakeOver } from "./TransferLicence.tsx";

type LicenceTabsProps = WarningsProps &
  Acting &
  Pick<CertificateProps, "verdict" | "title" | "block"> & { work: WorkRecord | undefined; mine: boolean };

/** The parts of a licence's page; what belongs on paper is printed whichever is shown. */
export function licenceTabs(props: LicenceTabsProps): Tab[] {
  const { licence, verdict, title, live, time, block, holder, licensor, mine } = props;
  const { onchain } = licence.terms;
  const { arrears, notice } = licence.compliance;
  const mayRenew = (hasDuties(onchain) ? holder : mine) && live && licence.end !== forever;
  const deed = () => <LicenceText verdict={verdict} deed={onchain.deed} schedule={licence.sale.schedule} />;
  const sale = () => (
    <Section title="The sale">
      <Sale licence={licence} />
    </Section>
  );
  const pressing = live && (notice !== undefined || (arrears !== undefined && arrears.periods > 0));
  return [
    {
      id: "overview",
      label: "Overview",
      printed: () => <Face {...props} />,
      content: () => <Overview {...props} />,
    },
    { id: "text", label: "Text", content: deed, printed: deed },
    {
      id: "reports",
      label: "Reports",
      ...(pressing ? { mark: <Badge tone="danger">due</Badge> } : {}),
      content: () => (
        <>
          {asksReports(licence) ? (
            <Section title="Reports and payments" note="What was sold and earned under it, and what is owed for it.">
              <ReportsSection licence={licence} acting={holder} title={title} time={time} />
            </Section>
          ) : (
            <Section title="Reports and payments">
              <p className="text-soft">Nothing is reported or owed under it after its price.</p>
            </Section>
          )}
          <Section title="Breach" note="What happens if its terms are broken.">
            <BreachSection licence={licence} licensor={licensor} holder={holder} title={title} time={time} />
          </Section>
        </>
      ),
    },
    {
      id: "money",
      label: "Money",
      printed: sale,
      content: () => (
        <>
          {mayRenew ? (
            <Section title="Renew it" note="Before it ends. The new period begins when the present one ends.">
              <RenewLicence licence={licence} title={title} />
            </Section>
          ) : null}
          {sale()}
        </>
      ),
    },
    ...(onchain.sublicensing > 0
      ? [
          {
            id: "sublicences",
            label: "Sublicences",
            content: () => (
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
            ),
          },
        ]
      : []),
    ...(mine || licensor
      ? [
          {
            id: "files",
            label: "Files",
            content: () => <FilesTab licence={licence} work={props.work} mine={mine} licensor={licensor} />,
          },
        ]
      : []),
    {
      id: "evidence",
      label: "Evidence",
      content: () => (
        <Section title="Proof to take along" note="For whoever you show it to, and for later.">
          <SaveProof licence={licence.id} title={title} />
        </Section>
      ),
    },
  ];
}

/** What everybody may see of it, on paper too: the licence itself, and where it comes from. */
function Face({ licence, verdict, title, time, block, work }: LicenceTabsProps) {
  return (
    <>
      <Certificate licence={licence} block={block} work={work} title={title} verdict={verdict} />
      {licence.parent === undefined ? null : (
        <Section title="Where it comes from" note="Who licensed whom, from the work down to this licence.">
          <Parents licence={licence} time={time} />
        </Section>
      )}
    </>
  );
}

/** The face of the licence, the question that anybody may ask, and who may act for its holder. */
function Overview(props: LicenceTabsProps) {
  const { licence, title, live, block, holder, mine } = props;
  return (
    <div className="pt-8">
      <LicenceActions work={licence.work} />
      <Face {...props} />
      <div className="print:hidden">
        <Section title="Is this use licensed?" note="Ask the contract. Anybody may.">
          <LiveCheck licence={licence} block={block} />
        </Section>
        {holder && live ? (
          <Section title="Agents" note="Who may report, answer, offer and renew for its holder.">
            <Agents
              grantor={licence.id}
              account={licence.holder}
              subject={`licence ${licence.serial} of “${title}”`}
              href={`/licence/${formatId(licence.id, "licence")}`}
            />
          </Section>
        ) : null}
        {mine ? (
          <PassOn licence={licence} title={title} live={live} />
        ) : live ? (
          <TakeOver licence={licence} title={title} />
        ) : null}
      </div>
    </div>
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
