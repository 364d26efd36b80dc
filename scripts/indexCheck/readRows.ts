import { randomBytes } from "node:crypto";
import { askIndex } from "./askIndex.ts";

export type Row = Record<string, string | number | boolean | null | undefined>;

export type ReadRowsParameters = {
  indexUrl: string;
  /** As GraphQL names the list, such as "works". */
  list: string;
  fields: readonly string[];
  /** The column that rows are drawn by when there are too many: a number in hexadecimal. */
  key: string;
  /** In hexadecimal digits. */
  keyDigits: number;
  /** The most rows to read: all if there are no more, else pages from random places on. */
  most: number;
};

type Page = Record<string, { items: Row[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } }>;

/** What Ponder gives at once. */
const pageRows = 1000;

/** Rows of the index, all of them or a random sample, and how many there are. */
export async function readRows(parameters: ReadRowsParameters): Promise<{ rows: Row[]; total: number }> {
  const { indexUrl, list, key, keyDigits, most } = parameters;
  const counted = await askIndex<Record<string, { totalCount: number }>>(indexUrl, `{ ${list} { totalCount } }`);
  const total = counted[list]?.totalCount ?? 0;
  const rows: Row[] = [];
  if (total <= most) {
    for (let after: string | null = null; ; ) {
      const page = await readPage(parameters, after ? `, after: "${after}"` : "");
      rows.push(...page.items);
      if (!page.pageInfo.hasNextPage) return { rows, total };
      after = page.pageInfo.endCursor;
    }
  }
  while (rows.length < most) {
    const from = `0x${randomBytes(32).toString("hex").slice(0, keyDigits)}`;
    const { items } = await readPage(parameters, `, where: { ${key}_gt: "${from}" }, orderBy: "${key}"`);
    rows.push(...items);
  }
  return { rows, total };
}

async function readPage({ indexUrl, list, fields }: ReadRowsParameters, more: string) {
  const query = `{ ${list}(limit: ${pageRows}${more}) { items { ${fields.join(" ")} } pageInfo { endCursor hasNextPage } } }`;
  return (await askIndex<Page>(indexUrl, query))[list] as Page[string];
}
