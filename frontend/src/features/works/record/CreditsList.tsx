import type { Credit } from "@colophon/sdk";
import { Address } from "../../../components/Address.tsx";
import { roleLabel } from "../../../lib/work/roleLabel.ts";

const shown = 20;

/** Who is credited for what, as the description says it. */
export function CreditsList({ credits }: { credits: readonly Credit[] }) {
  if (credits.length === 0) return <p className="text-soft">The description credits nobody.</p>;
  // biome-ignore lint/suspicious/noArrayIndexKey: two people may have the same name and role
  const rows = credits.map((credit, index) => <CreditRow key={index} credit={credit} />);
  return (
    <>
      <ul>{rows.slice(0, shown)}</ul>
      {rows.length > shown ? (
        <details>
          <summary className="link w-fit py-2">{rows.length - shown} more credits</summary>
          <ul>{rows.slice(shown)}</ul>
        </details>
      ) : null}
    </>
  );
}

function CreditRow({ credit }: { credit: Credit }) {
  return (
    <li className="overflow-hidden border-rule border-b py-2.5 last:border-b-0 [overflow-wrap:anywhere]">
      <bdi className="font-medium font-serif text-lg">{credit.name}</bdi>
      <span className="text-soft">
        {" "}
        · <bdi>{roleLabel(credit.role)}</bdi>
      </span>
      {credit.account ? (
        <span className="block text-sm">
          <Address value={credit.account} />
        </span>
      ) : null}
    </li>
  );
}
