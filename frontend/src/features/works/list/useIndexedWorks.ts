import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import { IndexedWork } from "../../../lib/index/IndexedWork.ts";
import { useIndexList } from "../../../lib/index/useIndexList.ts";
import type { WorkFilter } from "./filterWorks.ts";

const pageSize = 30;

/** The works of the whole register that have these words and this category, if there is an index to ask. */
export function useIndexedWorks({ words, category }: WorkFilter) {
  const { index } = useActiveChain();
  const query = new URLSearchParams({ ...(words ? { q: words } : {}), ...(category ? { category } : {}) });
  const asked = index !== undefined && query.size > 0;
  const list = useIndexList({ path: asked ? `/v1/works?${query}` : undefined, entry: IndexedWork, limit: pageSize });
  return { ...list, enabled: index !== undefined };
}

export type IndexedWorksFound = ReturnType<typeof useIndexedWorks>;
