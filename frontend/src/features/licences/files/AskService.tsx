import { explainError } from "@colophon/sdk";
import type { LicenceDetails, WorkRecord } from "@colophon/sdk/read";
import { type PurposeId, purposesOfBitmap, type TerritoryCode, type UseId, usesOfBitmap } from "@colophon/sdk/terms";
import {
  askForDelivery,
  type Delivery,
  DeliveryRefused,
  fetchVaultRecord,
  type VaultRecord,
  VaultServiceError,
} from "@colophon/sdk/vault";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useConfig, useConnection } from "wagmi";
import { CountryField, FieldNameField, PurposeField, UseOptions } from "../../../flow/fields.tsx";
import { useActiveChain } from "../../../lib/chain.ts";
import { parseField } from "../../../lib/parse.ts";
import { anyTerritory } from "../../../lib/terms.ts";
import { signingProblem } from "../../../lib/walletProblem.ts";
import type { OwnKey } from "../../../parts/KeyPanel.tsx";
import { Button } from "../../../ui/button.tsx";
import { Field, Select } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { recordProblem } from "./getting.ts";

type AskServiceProps = {
  licence: LicenceDetails;
  work: WorkRecord;
  own: OwnKey | undefined;
  service: string;
  onDelivered: (record: VaultRecord, delivery: Delivery) => void;
};

/** Asks the creator's delivery service for the key of the files: one signature, which moves nothing. */
export function AskService({ licence, work, own, service, onDelivered }: AskServiceProps) {
  const config = useConfig();
  const chain = useActiveChain();
  const { address: account, connector } = useConnection();
  const { onchain } = licence.terms;
  const [use, setUse] = useState<UseId>(usesOfBitmap(onchain.uses).uses[0] ?? "keep");
  const [purpose, setPurpose] = useState<PurposeId>(purposesOfBitmap(onchain.purposes).purposes[0] ?? "private");
  const [territory, setTerritory] = useState<TerritoryCode>(anyTerritory(onchain.territories));
  const [typed, setTyped] = useState("");
  const named = parseField(typed);
  const { host } = new URL(service);
  const asked = useMutation({
    mutationFn: async () => {
      if (!own || !account) throw new VaultServiceError("Make or choose your key first, and connect your wallet.");
      const record = await fetchVaultRecord(service, licence.work);
      const problem = recordProblem(record, licence.id, work);
      if (problem) throw new VaultServiceError(problem);
      const { getWallet } = await import("../../../lib/getWallet.ts");
      const wallet = await getWallet(config, { account, chainId: chain.id, connector });
      const delivery = await askForDelivery({
        ...{ account, licence: licence.id, recipient: own.recipient, use, purpose, territory },
        ...{ service, chainId: chain.id, domain: location.host, field: named.ok ? named.field : undefined },
        sign: (message) => wallet.signMessage({ account, message }),
      });
      return { record, delivery };
    },
    onSuccess: ({ record, delivery }) => onDelivered(record, delivery),
  });
  return (
    <div className="grid gap-4">
      <p className="text-soft">
        {host} gives the key to whoever holds a live licence. It sees your account, your public key and what you want
        the files for, and keeps them in its log.
      </p>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Use">
          <Select value={use} onChange={(event) => setUse(event.target.value as UseId)}>
            <UseOptions />
          </Select>
        </Field>
        <PurposeField value={purpose} onChange={setPurpose} />
        <FieldNameField value={typed} onChange={setTyped} />
        <CountryField label="Country" value={territory} onChange={(code) => code && setTerritory(code)} />
      </div>
      <div className="grid justify-items-start gap-2">
        <Button busy={asked.isPending} disabled={!own || !account || !named.ok} onClick={() => asked.mutate()}>
          {asked.isPending ? "Look at your wallet" : `Ask ${host} for the key`}
        </Button>
        {own ? null : <p className="text-soft text-sm">Make or choose your key first.</p>}
      </div>
      {asked.isError ? (
        <Notice tone="danger" title="The key did not come" urgent>
          <p>{sentenceOf(asked.error)}</p>
        </Notice>
      ) : null}
      {asked.isSuccess ? (
        <Notice tone="ok" title="The key came" urgent>
          <p>It is encrypted to your key, and the service has written down that you got it.</p>
        </Notice>
      ) : null}
    </div>
  );
}

function sentenceOf(error: unknown): string {
  if (error instanceof DeliveryRefused || error instanceof VaultServiceError) return error.shortMessage;
  return signingProblem(error) ?? explainError(error).sentence;
}
