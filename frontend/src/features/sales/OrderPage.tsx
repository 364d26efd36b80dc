import { parseOrderFragment } from "@colophon/sdk/assignments";
import { useState } from "react";
import { useFragment } from "../../lib/browser.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { DropZone } from "../../ui/DropZone.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { OrderView } from "./OrderView.tsx";
import { type OpenedOrder, openOrder, readOrderFile } from "./openOrder.ts";

/** Opens the sale of a work from a link or from its file. */
export function OrderPage() {
  usePageTitle("Sale");
  const fragment = useFragment();
  const [file, setFile] = useState<OpenedOrder | undefined>();
  const opened = file ?? (fragment === "" ? undefined : openOrder(() => parseOrderFragment(fragment)));
  if (opened && "signed" in opened) return <OrderView key={fragment} signed={opened.signed} />;

  const choose = async (chosen: File | undefined) => setFile(chosen && (await readOrderFile(chosen)));
  return (
    <>
      <PageHeader title="Buy a work or shares of its income">
        <p>
          The seller sends you a link or a file. It is read on this device and sent nowhere. You see the whole deed,
          what the work carries, and what changed since, before you pay.
        </p>
      </PageHeader>
      <div className="grid max-w-3xl gap-6">
        {opened ? (
          <Notice tone="danger" urgent title="This is not a sale that can be taken">
            <p>{opened.problem}</p>
          </Notice>
        ) : null}
        <DropZone
          title="Drop the seller’s file here"
          hint="Its name ends in .colophon-order.json"
          folders={false}
          multiple={false}
          onChoose={(chosen) => void choose(chosen.files[0]?.file)}
        />
      </div>
    </>
  );
}
