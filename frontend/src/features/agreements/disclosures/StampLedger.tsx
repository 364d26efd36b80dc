import { explainError } from "@colophon/sdk";
import { stampCall } from "@colophon/sdk/calls";
import { lastStamped, ledgerDocumentOf, ledgerFileName } from "@colophon/sdk/disclosures";
import { isOfLastEntry, openLastEntry, withLedgerStamp } from "@colophon/sdk/evidence";
import type { Stamp } from "@colophon/sdk/read";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useConfig } from "wagmi";
import { TransactionButton } from "../../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../../lib/chain.ts";
import { downloadFile } from "../../../lib/download.ts";
import { count } from "../../../lib/format.ts";
import { useStamp } from "../../../lib/reads.ts";
import { useReadContext } from "../../../lib/useFinding.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { changeLedger, type OwnLedger } from "./keptLedgers.ts";

const lookAgain = 5_000;

/** One transaction that covers every entry of a ledger, and the ledger as a file that others can check. */
export function StampLedger({ own }: { own: OwnLedger }) {
  const { ledger } = own;
  const [entries, stamped] = [ledger.entries.length, lastStamped(ledger)];
  return (
    <section aria-label="Show it to others" className="grid max-w-prose grid-cols-1 gap-4">
      <h3 className="font-semibold">Show it to others</h3>
      {stamped === entries ? (
        <Notice tone="ok">
          <p>{count(entries, "entry", "entries")}, all covered by a stamp.</p>
        </Notice>
      ) : (
        <Stamping key={entries} own={own} left={entries - stamped} />
      )}
      <p className="text-soft text-sm">
        The file holds the whole agreement, every entry and the stamps. Anybody can check it with the pages for
        verifying. It shows who signed that they received what, and by when. It does not show that anybody read it.
      </p>
      <div>
        <Button
          variant="secondary"
          size="small"
          icon={<Download aria-hidden="true" className="size-4" />}
          onClick={() => downloadFile(ledgerFileName(ledger), ledgerDocumentOf(ledger))}
        >
          Save the ledger as a file
        </Button>
      </div>
    </section>
  );
}

function Stamping({ own, left }: { own: OwnLedger; left: number }) {
  const { ledger } = own;
  const queries = useQueryClient();
  const { deployment } = useActiveChain();
  const kept = own.stamp && isOfLastEntry(ledger, own.stamp) ? own.stamp : undefined;
  // One that was sent before other entries followed still shows by when those before it existed: it is looked for first.
  const earlier = kept ? undefined : own.stamp?.opening;
  const sent = useStamp(earlier?.commitment, () => lookAgain);
  const begun = useMutation({
    mutationFn: async () => {
      const place = { chainId: deployment.chainId, timestamps: deployment.contracts.timestamps.address };
      // Kept before anything is signed: a stamp without what opens it is lost.
      await changeLedger(queries, ledger, (now) => ({
        ...now,
        stamp: { opening: openLastEntry(now.ledger, { ...place, claimant: ledger.discloser }) },
      }));
    },
  });
  return (
    <>
      <p className="text-soft">
        {count(left, "entry is", "entries are")} not covered by a stamp yet. One transaction covers all of them. It
        records 32 bytes, which tell nobody that there is a ledger; the account that sends it can be seen.
      </p>
      {kept ? (
        <SendStamp own={own} opening={kept.opening} />
      ) : (
        <div>
          {earlier && sent.data?.status === "found" ? (
            <Captured ledger={ledger} opening={earlier} stamp={sent.data.value} />
          ) : null}
          <Button
            busy={begun.isPending}
            disabled={earlier !== undefined && sent.data?.status !== "not-found"}
            onClick={() => begun.mutate()}
          >
            Prepare the stamp
          </Button>
        </div>
      )}
      {begun.isError ? (
        <Notice tone="danger" title="The stamp was not prepared" urgent>
          <p>{explainError(begun.error).sentence}</p>
        </Notice>
      ) : null}
    </>
  );
}

type SendStampProps = { own: OwnLedger; opening: NonNullable<OwnLedger["stamp"]>["opening"] };

function SendStamp({ own: { ledger }, opening }: SendStampProps) {
  const { deployment } = useActiveChain();
  const { commitment } = opening;
  const found = useStamp(commitment, () => lookAgain);
  const stamp = found.data?.status === "found" ? found.data.value : undefined;
  const calls = useMemo(
    () => [{ call: stampCall(deployment, { commitment }), says: "Stamp the sealed fingerprint of the ledger." }],
    [deployment, commitment],
  );
  return (
    <>
      <TransactionButton
        intent={`stamp:${commitment}`}
        title="Stamp the ledger of disclosures"
        label="Stamp the ledger"
        calls={calls}
        over={stamp !== undefined}
      />
      <Captured ledger={ledger} opening={opening} stamp={stamp} />
    </>
  );
}

type CapturedProps = { ledger: OwnLedger["ledger"]; opening: SendStampProps["opening"]; stamp: Stamp | undefined };

/** Captures the evidence of a stamp, and says why it could not be had. */
function Captured({ ledger, opening, stamp }: CapturedProps) {
  const problem = useCapture(ledger, opening, stamp);
  return problem ? (
    <Notice tone="warning" title="The stamp is on the chain; its evidence could not be had yet" urgent>
      <p>{explainError(problem).sentence}</p>
    </Notice>
  ) : null;
}

/** Puts the evidence of a stamp into the ledger once the chain has it. Returns why it could not be had, if so. */
function useCapture(
  ledger: OwnLedger["ledger"],
  opening: SendStampProps["opening"],
  stamp: Stamp | undefined,
): unknown {
  const queries = useQueryClient();
  const config = useConfig();
  const context = useReadContext();
  const { chainId } = context.deployment;
  const capture = useCallback(
    async (at: Stamp) => {
      const node = config.getClient({ chainId: chainId as (typeof config)["chains"][number]["id"] });
      const { captureEvidence } = await import("../../../lib/evidence/captureBundles.ts");
      const [bundle] = await captureEvidence({ node, context, stamp: at, openings: [opening] });
      if (bundle) {
        await changeLedger(queries, ledger, (now) => ({
          stamp: undefined,
          ledger: withLedgerStamp(now.ledger, JSON.parse(bundle.text)),
        }));
      }
      return true;
    },
    [config, context, chainId, ledger, opening, queries],
  );
  const { error } = useQuery({
    queryKey: ["disclosures-stamp", chainId, opening.commitment, stamp?.at.blockHash],
    enabled: stamp !== undefined,
    staleTime: "static",
    retry: false,
    refetchInterval: ({ state }) => (state.status === "error" ? lookAgain : false),
    queryFn: async () => stamp !== undefined && capture(stamp),
  });
  return error;
}
