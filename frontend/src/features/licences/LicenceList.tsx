import type { LicenceRecord } from "@colophon/sdk/read";
import type { Address } from "viem";
import { latestTime } from "../../lib/time.ts";
import { untitled } from "../../lib/work.ts";
import { Notice } from "../../ui/notice.tsx";
import { AddressView, Time } from "../../ui/values.tsx";
import { LicenceRow } from "./LicenceRow.tsx";
import { type Sight, useSights } from "./lastSeen.ts";

type LicenceListProps = {
  licences: readonly LicenceRecord[];
  time: number;
  account?: Address;
  /** What works were called, if these are licences that were read before. */
  titles?: Sight["titles"];
};

/** Licences, each leading to its page. */
export function LicenceList({ licences, time, account, titles }: LicenceListProps) {
  return (
    <ul className="grid gap-4">
      {licences.map((licence) => (
        <li key={licence.id.toString()}>
          <LicenceRow
            licence={licence}
            time={time}
            account={account}
            title={titles && (titles[licence.work.toString()] ?? untitled(licence.work))}
          />
        </li>
      ))}
    </ul>
  );
}

/** What this device saw when it last read the chain, while that cannot be read. */
export function LastSeen({ account }: { account: Address | undefined }) {
  const sights = useSights(account);
  return sights.map((sight) => <SightView key={sight.account} sight={sight} />);
}

function SightView({ sight: { account, licences, block, titles } }: { sight: Sight }) {
  return (
    <section aria-label="As last seen" className="mt-8 grid gap-6">
      <Notice title="As this device last saw them">
        <p>
          Licences of <AddressView value={account} />, read at <Time seconds={block.time} block={block.number} />. What
          happened since is missing here: one may have ended, been renewed or changed hands.
        </p>
      </Notice>
      {licences.length > 0 ? (
        <LicenceList licences={licences} time={latestTime(block)} titles={titles} />
      ) : (
        <p>This account held no licence then.</p>
      )}
    </section>
  );
}
