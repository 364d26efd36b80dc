import { formatId } from "@colophon/sdk";
import type { WorkRecord } from "@colophon/sdk/read";
import { type FormEvent, useState } from "react";
import type { Address } from "viem";
import { CurrencyField, TokenField, useChosenCurrency } from "../../flow/CurrencyField.tsx";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { AccountField, AmountField, DayField, NumberField, PercentField } from "../../flow/fields.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { useErrorFocus } from "../../flow/useForm.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, Field, Textarea } from "../../ui/field.tsx";
import { type AskedSale, emptySale, readSaleForm, type SaleErrors, type SaleForm, SaleFormSchema } from "./saleForm.ts";

type SaleFieldsProps = {
  work: WorkRecord;
  seller: Address;
  now: number;
  onAsked: (asked: AskedSale) => Promise<void>;
};

/** What is sold, for how much, to whom, and until when. */
export function SaleFields({ work, seller, now, onAsked }: SaleFieldsProps) {
  const { deployment } = useActiveChain();
  const key = `sale:${formatId(work.id, "work")}`;
  const draft = useDraft({ key, version: 1, schema: SaleFormSchema, initial: emptySale });
  const form = draft.value;
  const chosen = useChosenCurrency(form);
  const [errors, setErrors] = useState<SaleErrors>({});
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<SaleForm>) => {
    draft.set((before) => ({ ...before, ...change }));
    // What is typed anew is not wrong any more.
    setErrors((before) => ({ ...before, ...Object.fromEntries(Object.keys(change).map((name) => [name, undefined])) }));
  };
  const focus = useErrorFocus<HTMLFormElement>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readSaleForm({ form, currency: chosen.currency, seller, place: deployment, now });
    setErrors(read.errors);
    if (!read.asked) return focus.fail();
    setBusy(true);
    await onAsked(read.asked).finally(() => setBusy(false));
  };

  return (
    <form ref={focus.ref} onSubmit={(event) => void submit(event)} className="grid gap-6" noValidate>
      <DraftNotice of={draft} />
      <Checkbox
        label="The work itself"
        hint="Its entry, and every right in it that you have and can assign. The buyer then decides about licences."
        checked={form.control}
        onChange={(event) => set({ control: event.target.checked })}
      />
      <PercentField
        label="Shares of its income"
        hint="How much of all that comes in from the sale on. Empty for none. Without the work they can be bought in parts."
        value={form.share}
        onChange={(share) => set({ share })}
        error={errors.share}
        optional
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <AmountField
          label="Price for all of it"
          hint="0 if the deed names something else in return."
          value={form.price}
          onChange={(price) => set({ price })}
          symbol={chosen.currency?.symbol}
          error={errors.price}
          required
        />
        <CurrencyField
          label="Currency"
          value={form.currency}
          onChange={(next) => set({ currency: next as SaleForm["currency"] })}
          error={errors.currency}
          other={{ value: "other", label: "Another token…" }}
        />
      </div>
      <TokenField label="Address of the token" value={form} onChange={set} chosen={chosen} error={errors.token} />
      <AccountField
        label="Buyer"
        hint={
          form.control
            ? "The account that pays and gets it."
            : "The only account that may buy. Empty if anybody may who has the link."
        }
        required={form.control}
        value={form.buyer}
        onChange={(buyer) => set({ buyer })}
        error={errors.buyer}
      />
      <DayField
        label="Last day to buy"
        hint="It can be bought through this day (UTC)."
        value={form.closes}
        onChange={(closes) => set({ closes })}
        error={errors.closes}
        required
      />
      <NumberField
        label="Licences that may still be sold or renewed until then"
        hint="0: any new licence stops the sale. Leave room if your offers stay open."
        narrow
        value={form.room}
        onChange={(room) => set({ room })}
        error={errors.room}
      />
      {work.resaleRoyalty > 0 ? (
        <Checkbox
          label={`Pay the resale royalty of ${work.resaleRoyalty / 100} %`}
          hint="It goes from the price to those who hold shares of the work then."
          checked={form.resale}
          onChange={(event) => set({ resale: event.target.checked })}
        />
      ) : null}
      <Field label="Your own words for the deed" hint="Empty for the standard ones. Markdown." optional>
        <Textarea rows={4} value={form.words} onChange={(event) => set({ words: event.target.value })} />
      </Field>
      <div>
        <Button type="submit" busy={busy}>
          Show the whole deed
        </Button>
      </div>
    </form>
  );
}
