import { useCallback, useMemo } from "react";
import type { Address } from "viem";
import { Link } from "wouter";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { TransactionButton } from "../../../components/TransactionButton.tsx";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import { useReadContext } from "../../../lib/chain/useReadContext.ts";
import { joinWords } from "../../../lib/terms/joinWords.ts";
import { sentenceOf } from "../../../lib/transactions/sentenceOf.ts";
import { useWork } from "../../../lib/work/useWork.ts";
import type { CurrentOpening } from "../files/useOpening.ts";
import type { RegisterDraft } from "../RegisterDraft.ts";
import { useDisclosures } from "../visible/useDisclosures.ts";
import { type PreparedRegistration, prepareRegistration } from "./prepareRegistration.ts";
import type { Registered } from "./Registered.ts";
import { storeUploads } from "./storeUploads.ts";

export type RegisterPanelProps = {
  draft: RegisterDraft;
  account: Address | undefined;
  opening: CurrentOpening["opening"];
  /** Why it cannot be signed yet; undefined if it can. */
  waiting: string | undefined;
  onRegistered: (registered: Registered) => void;
};

/** The one transaction of a registration, and what is published before it. */
export function RegisterPanel({ draft, account, opening, waiting, onRegistered }: RegisterPanelProps) {
  const { deployment } = useActiveChain();
  const { store } = useReadContext();
  const disclosures = useDisclosures(opening, draft.hidden);
  const prepared = useMemo((): PreparedRegistration | { problem: string } | undefined => {
    if (!account || !opening || !disclosures) return undefined;
    try {
      return prepareRegistration({ draft, opening, disclosures, deployment, account });
    } catch (error) {
      return { problem: sentenceOf(error) };
    }
  }, [draft, opening, disclosures, deployment, account]);
  const ready = prepared && "work" in prepared ? prepared : undefined;
  const existing = useWork(ready?.work);

  const title = draft.description.title.trim();
  const calls = useMemo(
    () =>
      ready && waiting === undefined ? [{ call: ready.call, says: `Register “${title}” as your work.` }] : undefined,
    [ready, waiting, title],
  );
  const beforeSigning = useCallback(() => storeUploads(store, ready?.uploads ?? []), [store, ready]);

  const parts = [
    "the description",
    ...(draft.cover ? ["the cover"] : []),
    ...(draft.preview ? ["the preview"] : []),
    ...(ready?.holders ? ["the list of shares"] : []),
  ];

  if (prepared && "problem" in prepared) {
    return (
      <ErrorState title="This cannot be registered as it is">
        <p>{prepared.problem}</p>
      </ErrorState>
    );
  }
  return (
    <div className="grid gap-5">
      <p className="max-w-prose">
        When you press the button, {joinWords(parts)} {parts.length === 1 ? "goes" : "go"} to the public content store,
        and then your wallet asks you to sign one transaction. What is published cannot be taken back, even if you
        decline in your wallet.
      </p>
      {existing.data?.status === "found" && ready ? (
        <Notice tone="info" title="This is in the register already">
          <p>
            You registered exactly this content at block {existing.data.value.registered.block.toLocaleString("en-GB")}.{" "}
            <Link href={`/work/${ready.registered.work}`} className="link">
              Go to the work
            </Link>
            , where you can revise it.
          </p>
        </Notice>
      ) : null}
      <TransactionButton
        intent={`register:${ready?.registered.work ?? "none"}`}
        title={`Register “${title}”`}
        calls={calls}
        label="Publish and register"
        href="/register"
        incomplete={waiting}
        beforeSigning={beforeSigning}
        onConfirmed={() => {
          if (ready) onRegistered(ready.registered);
        }}
      />
    </div>
  );
}
