import { randomBytes } from "node:crypto";

/** One GraphQL question to the index. Throws with the index's own words. */
export async function askGraphql<Answer>(indexUrl: string, query: string): Promise<Answer> {
  const response = await fetch(`${indexUrl}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(60_000),
  });
  const answer = (await response.json()) as {
    data?: Answer;
    errors?: { message: string }[];
    error?: { message: string };
  };
  if (answer.data) return answer.data;
  throw new Error(`The index refused: ${answer.error?.message ?? answer.errors?.map((it) => it.message).join(" ")}`);
}

export type Row = Record<string, string | number | boolean | null | undefined>;

type ReadRowsParameters = {
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
  const counted = await askGraphql<Record<string, { totalCount: number }>>(indexUrl, `{ ${list} { totalCount } }`);
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
  return (await askGraphql<Page>(indexUrl, query))[list] as Page[string];
}

/** Ponder answers no more in one question. */
const atOnce = 25;

/** How many licences the index has of each of some works. */
export async function countLicences(indexUrl: string, works: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let from = 0; from < works.length; from += atOnce) {
    const asked = works.slice(from, from + atOnce);
    const parts = asked.map((work, i) => `of${i}: licences(where: { work: "${work}" }) { totalCount }`);
    const answer = await askGraphql<Record<string, { totalCount: number }>>(indexUrl, `{ ${parts.join(" ")} }`);
    for (const [i, work] of asked.entries()) counts.set(work, Number(answer[`of${i}`]?.totalCount));
  }
  return counts;
}
