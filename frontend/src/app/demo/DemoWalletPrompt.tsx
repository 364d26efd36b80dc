import { useSyncExternalStore } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { signatureRequests } from "./people.ts";

/** Where a demo person signs or refuses, in place of a wallet's own window. */
export function DemoWalletPrompt() {
  const requests = useSyncExternalStore(signatureRequests.subscribe, signatureRequests.list);
  const request = requests[0];
  if (!request) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) request.answer(false);
      }}
      title={`Demo wallet of ${request.person}`}
      description="Your own wallet would open here. This person and their money exist on this machine only."
    >
      <Notice>
        <p>{request.what}</p>
      </Notice>
      <div className="mt-5 flex flex-wrap gap-3">
        <Button onClick={() => request.answer(true)}>Sign</Button>
        <Button variant="secondary" onClick={() => request.answer(false)}>
          Refuse
        </Button>
      </div>
    </Dialog>
  );
}
