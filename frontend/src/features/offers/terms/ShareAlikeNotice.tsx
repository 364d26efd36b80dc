import { onchainTermsOf, readTerms, type Terms, termsIdOf } from "@colophon/sdk";
import { type Hex, zeroAddress } from "viem";
import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { useFinding } from "../../../lib/chain/useFinding.ts";
import { useCurrency } from "../../../lib/currency/useCurrency.ts";
import { deedVerdict } from "../../../lib/terms/deedVerdict.ts";
import { formOfTerms } from "./formOfTerms.ts";
import type { TermsForm } from "./TermsForm.ts";

export type ShareAlikeNoticeProps = {
  /** The only terms under which the work may be offered. */
  required: Hex;
  /** What the form says now. */
  terms: Terms | undefined;
  onUse: (form: TermsForm) => void;
};

/** Says of a work made under share-alike terms that it can be offered under those only, and fills them in. */
export function ShareAlikeNotice({ required, terms, onUse }: ShareAlikeNoticeProps) {
  const found = useFinding({ key: ["terms", required], read: (context) => readTerms(context, required) });
  const verdict = found.data?.status === "found" ? deedVerdict(found.data.value) : undefined;
  const wanted = verdict?.status === "verified" ? verdict.deed.terms : undefined;
  const currency = useCurrency(wanted?.currency ?? zeroAddress);
  if (terms && termsIdOf(onchainTermsOf(terms)) === required) {
    return (
      <Notice tone="ok">
        <p>These are the share-alike terms that this work was made under, the only ones it can be offered under.</p>
      </Notice>
    );
  }
  const decimals = currency.status === "known" ? currency.currency.decimals : undefined;
  return (
    <Notice
      tone="warning"
      title="This work can be offered under one set of terms only"
      actions={
        wanted && decimals !== undefined ? (
          <Button size="small" onClick={() => onUse(formOfTerms(wanted, decimals))}>
            Use those terms
          </Button>
        ) : null
      }
    >
      <p>It was made from another work under share-alike terms. The contract refuses every other offer of it.</p>
      {verdict && verdict.status !== "verified" ? <p>The words of those terms cannot be read now.</p> : null}
    </Notice>
  );
}
