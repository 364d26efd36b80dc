import { parseAgreementFragment } from "@colophon/sdk/agreements";
import { useState } from "react";
import { useFragment } from "../../lib/browser.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { DropZone } from "../../ui/DropZone.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { AgreementView } from "./AgreementView.tsx";
import { filesFragment, HandoverPage } from "./disclosures/HandoverPage.tsx";
import { openHandoverLink } from "./disclosures/handing.ts";
import { type OpenedAgreement, openAgreement, readAgreementFile } from "./openAgreement.ts";

/** Opens an agreement from a link or from its file. */
export function AgreementPage() {
  usePageTitle("Agreement");
  const fragment = useFragment();
  const [file, setFile] = useState<OpenedAgreement | undefined>();
  const opened = file ?? (fragment === "" ? undefined : openAgreement(() => parseAgreementFragment(fragment)));
  if (opened && "signed" in opened) return <AgreementView key={fragment} given={opened.signed} />;
  // Files that are handed over under an agreement, and what their recipient answered, come by the same way.
  if (!file && (fragment === filesFragment || (fragment !== "" && !("problem" in openHandoverLink(fragment)))))
    return <HandoverPage />;

  const choose = async (chosen: File | undefined) => setFile(chosen && (await readAgreementFile(chosen)));
  return (
    <>
      <PageHeader title="Open an agreement">
        <p>It is read on this device and sent nowhere. You see the whole text before you sign.</p>
      </PageHeader>
      <div className="grid max-w-3xl gap-6">
        <p>
          Has somebody files for you under an agreement?{" "}
          <a className="link" href={`/agreement#${filesFragment}`}>
            Make your key, or open what they sent
          </a>
          .
        </p>
        {opened ? (
          <Notice tone="danger" urgent title="This is not an agreement that can be signed">
            <p>{opened.problem}</p>
          </Notice>
        ) : null}
        <DropZone
          title="Drop the agreement here"
          hint="Its name ends in .colophon-agreement.json"
          folders={false}
          multiple={false}
          onChoose={(chosen) => void choose(chosen.files[0]?.file)}
        />
      </div>
    </>
  );
}
