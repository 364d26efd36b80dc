import { percentOf } from "@colophon/sdk";
import { type Venture, ventureSafeOf } from "@colophon/sdk/agreements";
import { Button } from "../../../ui/button.tsx";
import { FieldError } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { AddressView } from "../../../ui/values.tsx";

type VentureNoticeProps = { venture: Venture; error: string | undefined; onDrop: () => void };

/** Says for which venture a work is registered, and what that does to it. */
export function VentureNotice({ venture, error, onDrop }: VentureNoticeProps) {
  const { name, partners, threshold } = venture;
  return (
    <Notice
      title={`Registered for the venture “${name}”`}
      actions={
        <Button variant="secondary" size="small" onClick={onDrop}>
          Register it without the venture
        </Button>
      }
    >
      <p>
        The same transaction that registers it lets the venture's Safe control it. From then on, offers and revisions
        need {threshold} of {partners.length} signatures there: <AddressView value={ventureSafeOf(venture).address} />
      </p>
      <ul className="grid list-disc gap-1.5 pl-5">
        {partners.map((partner) => (
          <li key={partner.account}>
            <bdi>{partner.name}</bdi>: {percentOf(partner.units)} % of the income, as agreed for the venture
          </li>
        ))}
      </ul>
      <p>Names and shares are filled in below. Check them, and say what each did.</p>
      {error ? <FieldError>{error}</FieldError> : null}
    </Notice>
  );
}
