import { forever, formatId, type Offer, readLicence } from "@colophon/sdk";
import { Link } from "wouter";
import { Address } from "../../components/Address.tsx";
import { Notice } from "../../components/Notice.tsx";
import { Time } from "../../components/Time.tsx";
import { useFinding } from "../../lib/chain/useFinding.ts";

/** Says of a sublicence under which licence it hangs, and that it falls with it. */
export function ParentNotice({ offer }: { offer: Offer }) {
  const found = useFinding({
    key: ["licence", offer.parent.toString()],
    read: (context) => readLicence(context, offer.parent),
    enabled: offer.parent !== 0n,
  });
  if (offer.parent === 0n) return null;
  const parent = found.data?.status === "found" ? found.data.value : undefined;
  return (
    <Notice title="This is a sublicence">
      <p>
        It hangs below{" "}
        <Link href={`/licence/${formatId(offer.parent, "licence")}`} className="link">
          licence {Number(offer.parent & 0xffff_ffffn)}
        </Link>{" "}
        of the same work
        {parent ? (
          <>
            , which <Address value={parent.holder} /> holds{" "}
            {parent.end === forever ? (
              "without an end"
            ) : (
              <>
                until <Time seconds={parent.end} />
              </>
            )}
          </>
        ) : null}
        . It allows nothing that licence does not, and it falls with it: if that licence ends early, this one ends too.
      </p>
      {parent && parent.state !== "running" ? (
        <p className="font-medium">That licence is not in force any more, so nothing can be bought under it.</p>
      ) : null}
    </Notice>
  );
}
