import { createHash } from "node:crypto";

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

/** Where rows are read from, and how many of them are wanted. */
export type Sample = {
  indexUrl: string;
  /** About the most rows of a table: all if there are no more, else a random part of them. */
  most: number;
  /** What the part is drawn by. Rows of different tables with equal keys are drawn together. */
  seed: string;
  /** Rows that are read at once; 1,000 if not given, the most that Ponder gives. */
  pageRows?: number | undefined;
};

type Table = {
  /** As GraphQL names the list, such as "works". */
  list: string;
  fields: readonly string[];
  /** The columns that rows are drawn by: those with equal ones are all in the sample, or none is. */
  key: readonly string[];
};

type Page = Record<string, { items: Row[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } }>;

/**
 * Rows of a table, all of them or a random sample, and how many there are. The whole table is gone through, page by page
 * from where the last one ended, and only what is drawn is kept: Ponder can begin at no place of our choosing.
 */
export async function readRows({ indexUrl, most, seed, pageRows = 1000 }: Sample, { list, fields, key }: Table) {
  const counted = await askGraphql<Record<string, { totalCount: number }>>(indexUrl, `{ ${list} { totalCount } }`);
  const total = counted[list]?.totalCount ?? 0;
  const rows: Row[] = [];
  for (let after: string | null = null; ; ) {
    const more: string = after ? `, after: "${after}"` : "";
    const query = `{ ${list}(limit: ${pageRows}${more}) { items { ${fields.join(" ")} } pageInfo { endCursor hasNextPage } } }`;
    const page = (await askGraphql<Page>(indexUrl, query))[list] as Page[string];
    for (const row of page.items) {
      if (total <= most || draw(seed, key.map((column) => row[column]).join(" ")) * total < most) rows.push(row);
    }
    if (!page.pageInfo.hasNextPage) return { rows, total };
    after = page.pageInfo.endCursor;
  }
}

/** A number from 0 up to 1 (excluded) that follows from a key and nobody can foresee without the seed. */
function draw(seed: string, key: string): number {
  return createHash("sha256").update(`${seed} ${key}`).digest().readUIntBE(0, 6) / 2 ** 48;
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
