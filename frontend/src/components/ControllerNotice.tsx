import type { WorkRecord } from "@colophon/sdk";
import { useConnection } from "wagmi";
import { walletDialog } from "../lib/wallet/walletDialog.ts";
import { Address } from "./Address.tsx";
import { Button } from "./Button.tsx";
import { Notice } from "./Notice.tsx";

/** Says that the connected account does not control the work, which is needed to sign here. */
export function ControllerNotice({ work }: { work: Pick<WorkRecord, "controller"> }) {
  const { address } = useConnection();
  if (!address || address.toLowerCase() === work.controller.toLowerCase()) return null;
  return (
    <Notice
      tone="warning"
      title="Another account controls this work"
      actions={
        <Button size="small" onClick={() => walletDialog.setOpen(true)}>
          Change account
        </Button>
      }
    >
      <p>
        Only <Address value={work.controller} copy={false} /> can sign this. You can fill in everything; connect that
        account to sign.
      </p>
    </Notice>
  );
}
