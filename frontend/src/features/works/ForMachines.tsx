import { formatId } from "@colophon/sdk";
import type { BlockRef, OfferRecord, WorkRecord } from "@colophon/sdk/read";
import { type Publication, type Twin, twinsOf } from "@colophon/sdk/terms";
import { useMemo, useState } from "react";
import type { ChainConfig } from "../../config/config.ts";
import { siteLink } from "../../config/site.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { listedCurrency } from "../../lib/currency.ts";
import { downloadFile } from "../../lib/download.ts";
import { offerStateNow } from "../../lib/offers.ts";
import { deedVerdict, termsOf } from "../../lib/terms.ts";
import { titleOf } from "../../lib/work.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input } from "../../ui/field.tsx";

type ForMachinesProps = { work: WorkRecord; offers: readonly OfferRecord[]; block: BlockRef };

/** What each file is, for people who put it on their site. */
const labels: Record<Twin["id"], string> = {
  odrl: "ODRL policies",
  "schema.org": "schema.org, for search engines",
  iptc: "IPTC and PLUS, for the files themselves",
  rsl: "RSL 1.0, for crawlers of AI",
  robots: "The line for robots.txt",
  tdmrep: "TDMRep, for mining of text and data",
  "tdm-headers": "TDMRep, as headers",
  "tdm-meta": "TDMRep, for the head of a page",
  cawg: "CAWG, for content credentials",
  llms: "A section for llms.txt",
};

/** The open offers of a work in the words of machines, as this page carries them and as files to put on a site. */
export function ForMachines({ work, offers, block }: ForMachinesProps) {
  const chain = useActiveChain();
  const [typed, setTyped] = useState("");
  const site = siteOf(typed);
  const own = useMemo(() => publicationOf(work, offers, block, chain), [work, offers, block, chain]);
  const twins = useMemo(() => {
    const { policy: _, ...elsewhere } = own;
    return twinsOf(site === undefined ? own : { ...elsewhere, site, paths: [] }, chain.deployment);
  }, [own, site, chain]);
  // This page carries its own, with itself as the place where the rest stands.
  const schema = twinsOf(own, chain.deployment).find(({ id }) => id === "schema.org")?.text ?? "";
  return (
    <details>
      <summary className="link w-fit py-1">The same for machines</summary>
      {/* A title may have any sign in it: none of them ends the script. */}
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: it is data, with the sign that could end it written otherwise.
        dangerouslySetInnerHTML={{ __html: schema.replaceAll("<", "\\u003c") }}
      />
      <p className="mt-3 mb-4 max-w-prose text-soft text-sm">
        What is on offer, in formats that crawlers and programs read. Where one of them and a licence text differ, the
        licence text counts. This page carries the first for search engines. For a site of yours, say where it is.
      </p>
      <Field
        label="Your site"
        hint="Such as https://example.org. The files name it; nothing is sent there."
        error={typed !== "" && site === undefined ? "Type an address that begins with https://." : undefined}
        className="mb-5 sm:max-w-96"
      >
        <Input type="url" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <ul className="grid gap-4">
        {twins.map(({ id, file, mediaType, text, cannotSay }) => (
          <li key={id} className="grid gap-1 border-rule border-t pt-3 sm:grid-cols-[minmax(0,1fr)_auto]">
            <div className="min-w-0">
              <p className="font-medium">{labels[id]}</p>
              {/* What a format cannot say belongs to the file, and is in its language. */}
              <ul lang="en" className="text-soft text-sm">
                {cannotSay.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </div>
            <div>
              <Button
                variant="secondary"
                size="small"
                disabled={site === undefined}
                onClick={() => downloadFile(file.split("/").at(-1) ?? file, text, mediaType)}
              >
                Save {file.split("/").at(-1)}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The origin of a site that was typed; undefined while it is none. */
function siteOf(typed: string): string | undefined {
  try {
    const { protocol, origin } = new URL(typed.trim());
    return protocol === "https:" || protocol === "http:" ? origin : undefined;
  } catch {
    return undefined;
  }
}

function publicationOf(
  work: WorkRecord,
  offers: readonly OfferRecord[],
  block: BlockRef,
  chain: ChainConfig,
): Publication {
  const { metadata } = work;
  const open = offers.filter((record) => offerStateNow(record, block) === "open" && record.offer.parent === 0n);
  const page = siteLink(`/work/${formatId(work.id, "work")}`);
  return {
    title: titleOf(work),
    creators: metadata.status === "found" ? [...new Set(metadata.value.credits.map(({ name }) => name))] : [],
    credit: undefined,
    page,
    policy: page,
    site: location.origin,
    paths: [new URL(page).pathname],
    offers: open.flatMap(({ id, offer, terms }) => {
      const said = termsOf(deedVerdict(terms));
      const { address, price } = { address: offer.currency, price: offer.price };
      const listed = listedCurrency(chain, address);
      // A token that is not listed is counted in its smallest unit, and named by its address.
      const currency = listed ?? { address, symbol: `units of the token ${address}`, decimals: 0 };
      const { symbol, decimals } = currency;
      return said
        ? [{ terms: said, price, currency: { address, symbol, decimals }, url: siteLink(`/offer/${id}`) }]
        : [];
    }),
  };
}
