import { isOver, licenceIdOf, showableTitle, splitLicenceId } from "@colophon/sdk";
import { licencesAbi } from "@colophon/sdk/abi";
import { routes } from "@colophon/sdk/index-api";
import { readAtHead, readLicence, readWorks } from "@colophon/sdk/read";
import type { Address } from "viem";
import { useActiveChain } from "../../lib/chain.ts";
import { metadataOfIndexed } from "../../lib/indexed.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { useIndex } from "../../lib/useIndex.ts";
import { titleOf, untitled } from "../../lib/work.ts";

/** How many works the first page shows. */
const shown = 6;

export type ShownWork = Parameters<typeof titleOf>[0] & {
  /** The cheapest open offer; undefined where there is none, or nobody said. */
  price: { currency: Address; price: bigint } | undefined;
};

/** The latest works: from the index where there is one that answers, else from the chain. Undefined until then. */
export function useShownWorks(): readonly ShownWork[] | undefined {
  const { index } = useActiveChain();
  const listed = useIndex(routes.works, { limit: shown });
  // An index that has not read the descriptions yet knows works by their numbers only.
  const unread = listed.data?.items.some(({ name }) => name === null);
  const silent = index === undefined || Boolean(listed.error) || unread;
  const read = useFinding(
    silent ? { key: ["works", shown], read: (context) => readWorks(context, { limit: shown }) } : undefined,
  );
  if (listed.data && !unread) {
    return listed.data.items.map((work) => ({
      id: BigInt(work.id),
      metadata: metadataOfIndexed(work),
      price: work.offers.cheapest ?? undefined,
    }));
  }
  const works = read.data?.status === "found" ? read.data.value.works : undefined;
  return works?.map(({ id, metadata }) => ({ id, metadata, price: undefined }));
}

/** A licence that was sold, and what its work is called. */
type ShownLicence = { id: bigint; title: string };

/** A running licence that anybody may look at; undefined until one is found. */
export function useShownLicence(works: readonly ShownWork[] | undefined): ShownLicence | undefined {
  const { index } = useActiveChain();
  const listed = useIndex(routes.licences, { state: "running", limit: 1 });
  const silent = index === undefined || Boolean(listed.error);
  const read = useFinding(
    silent && works?.length
      ? {
          key: ["shown-licence", works.map(({ id }) => id).join()],
          read: (context) =>
            readAtHead(context, async (block) => {
              const { address } = context.deployment.contracts.licences;
              for (const { id: work } of works) {
                const total = { address, abi: licencesAbi, functionName: "totalLicences", args: [work] } as const;
                const serial = await context.client.readContract(total);
                if (serial === 0) continue;
                const licence = await readLicence(context, licenceIdOf({ work, serial }));
                if (licence.status === "found" && !isOver(licence.value.endsAt, block.time)) return licence.value.id;
              }
              return undefined;
            }),
        }
      : undefined,
  );
  const [first] = listed.data?.items ?? [];
  const id = first ? BigInt(first.id) : read.data?.status === "found" ? read.data.value : undefined;
  if (id === undefined) return undefined;
  const { work } = splitLicenceId(id);
  const known = works?.find((each) => each.id === work);
  return { id, title: known ? titleOf(known) : (first?.workName && showableTitle(first.workName)) || untitled(work) };
}
