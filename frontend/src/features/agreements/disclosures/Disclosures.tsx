import { explainError, isSameAddress } from "@colophon/sdk";
import { agreementIdOf, type SignedAgreement } from "@colophon/sdk/agreements";
import { disclosuresOf, parseAnswer, parseLedger, takeAnswer } from "@colophon/sdk/disclosures";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Address } from "viem";
import { useConnection } from "wagmi";
import { useChainClient } from "../../../lib/useFinding.ts";
import { DropZone } from "../../../ui/DropZone.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { GiveFiles } from "./GiveFiles.tsx";
import { HandedList } from "./HandedList.tsx";
import { checkAnswer } from "./handing.ts";
import { changeLedger, joinLedger, useLedger } from "./keptLedgers.ts";
import { StampLedger } from "./StampLedger.tsx";

/** What a party handed to others under an agreement that all have signed, and what those signed of it. */
export function Disclosures({ signed }: { signed: SignedAgreement }) {
  const { address } = useConnection();
  const discloser = signed.agreement.parties.find((party) => isSameAddress(party, address));
  if (!discloser) return null;
  return (
    <section aria-label="Disclosures" className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <h2 className="text-2xl">Disclosures</h2>
      <p className="max-w-prose text-soft">
        Hand files to a party, encrypted to their key. They open them, and sign that they received them. Nothing goes
        over a server: you send the files and the link yourself. This device keeps the list.
      </p>
      <OwnDisclosures signed={signed} discloser={discloser} />
    </section>
  );
}

function OwnDisclosures({ signed, discloser }: { signed: SignedAgreement; discloser: Address }) {
  const queries = useQueryClient();
  const client = useChainClient();
  const kept = useLedger({ agreement: agreementIdOf(signed, signed.agreement), discloser });
  const ledger = kept.data?.ledger;
  const added = useMutation({
    mutationFn: async (file: File) => {
      const text = await file.text();
      if (text.includes('"colophon-disclosures/')) {
        const saved = parseLedger(text);
        return changeLedger(queries, saved, (own) => joinLedger(own, saved));
      }
      const answer = parseAnswer(text);
      if (!ledger) throw new Error("Nothing was handed over yet on this device.");
      const checked = await checkAnswer(client, ledger, answer);
      return changeLedger(queries, ledger, (own) => ({ ...own, ledger: takeAnswer(own.ledger, checked) }));
    },
  });
  if (kept.isPending) return null;
  return (
    <>
      {ledger ? <HandedList ledger={ledger} disclosed={disclosuresOf(ledger)} /> : null}
      <GiveFiles signed={signed} discloser={discloser} number={(ledger?.entries.length ?? 0) + 1} />
      <DropZone
        title="Add an answer, or a ledger that you saved"
        hint="An answer ends in .colophon-answer.json, a ledger in .colophon-disclosures.json"
        folders={false}
        multiple={false}
        onChoose={({ files: [chosen] }) => chosen && added.mutate(chosen.file)}
      />
      {added.isError ? (
        <Notice tone="danger" title="It was not added" urgent>
          <p>{explainError(added.error).sentence}</p>
        </Notice>
      ) : null}
      {added.isSuccess ? (
        <Notice tone="ok" urgent>
          <p>It was added to your ledger.</p>
        </Notice>
      ) : null}
      {kept.data ? <StampLedger own={kept.data} /> : null}
      {kept.isError ? (
        <Notice tone="danger" title="The ledger on this device cannot be read" urgent>
          <p>{explainError(kept.error).sentence}</p>
        </Notice>
      ) : null}
    </>
  );
}
