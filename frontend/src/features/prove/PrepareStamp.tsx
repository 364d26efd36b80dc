import type { HashedFile } from "@colophon/sdk";
import { explainError } from "@colophon/sdk";
import { useState } from "react";
import type { Hex } from "viem";
import { useConnection } from "wagmi";
import { useActiveChain } from "../../lib/chain.ts";
import { formatNumber } from "../../lib/format.ts";
import { keepOpenings } from "../../lib/openings.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { walletDialog } from "../../lib/wallet.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { AddressView } from "../../ui/values.tsx";
import { prepareOpenings } from "./sealing.ts";

export type PrepareStampProps = {
  files: readonly HashedFile[];
  folder: string | undefined;
  /** Called with what is to be stamped once the openings are kept. */
  onPrepared: (stamped: Hex) => void;
};

/** Seals the files for a claimant: makes the commitment and keeps its opening on this device. */
export function PrepareStamp({ files, folder, onPrepared }: PrepareStampProps) {
  const { address } = useConnection();
  const chain = useActiveChain();
  const { client } = useReadContext();
  const [separately, setSeparately] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const filled = files.filter((file) => file.size > 0);
  const mayBeSeparate = filled.length > 1;

  const prepare = async () => {
    if (!address) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const prepared = await prepareOpenings({
        client,
        deployment: chain.deployment,
        claimant: address,
        files,
        folder,
        separately: separately && mayBeSeparate,
      });
      await keepOpenings(prepared.openings);
      onPrepared(prepared.stamped);
    } catch (error) {
      setProblem(explainError(error).sentence);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Card>
      <h2 className="mb-4 text-2xl">Seal it in your name</h2>
      <div className="grid gap-5">
        {mayBeSeparate ? (
          <fieldset className="grid gap-3">
            <legend className="mb-2 font-medium">What belongs together?</legend>
            <Checkbox
              type="radio"
              name="together"
              checked={!separately}
              onChange={() => setSeparately(false)}
              label="Together, as one work"
              hint="One opening file for all of them. You can still disclose single files later."
            />
            <Checkbox
              type="radio"
              name="together"
              checked={separately}
              onChange={() => setSeparately(true)}
              label="Each file on its own"
              hint={`${formatNumber(filled.length)} opening files, one transaction, the same network fee.${
                filled.length < files.length ? " Empty files are left out." : ""
              }`}
            />
          </fieldset>
        ) : null}
        {address ? (
          <>
            <p>
              The claimant will be <AddressView value={address} copy={false} />. It is sealed inside, so whoever copies
              your stamp gains nothing: it counts for this account only.
            </p>
            <div>
              <Button busy={busy} onClick={prepare}>
                Seal it
              </Button>
              <p className="mt-2 text-soft text-sm">This costs nothing and sends nothing yet.</p>
            </div>
          </>
        ) : (
          <div className="grid justify-items-start gap-3">
            <p>Connect a wallet to say who claims these files. Its address goes into the seal.</p>
            <Button onClick={() => walletDialog.setOpen(true)}>Connect a wallet</Button>
          </div>
        )}
        {problem ? (
          <Notice tone="danger" urgent>
            <p>{problem}</p>
          </Notice>
        ) : null}
      </div>
    </Card>
  );
}
