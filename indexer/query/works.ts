import { categories, type Metadata, serialOf } from "@colophon/sdk";
import { type FileClaim, type IndexedWork, longest, type routes, type WrittenAnswerOf } from "@colophon/sdk/index-api";
import { type Hex, zeroAddress } from "viem";
import { addressOf, Conditions, type Sql } from "../sql.ts";
import { openOffer } from "./offers.ts";
import { pageOfRows, partsOf, placeOf } from "./place.ts";
import {
  account,
  amount,
  type Field,
  orNull,
  place,
  type Row,
  type Rows,
  rowsOf,
  text,
  type Written,
  whole,
} from "./rows.ts";

/** As many credits as a list shows; the work's own page has all of them. */
const fewCredits = 20;

/** Offers of one work that are looked through for the cheapest, the latest first. */
const mostOffers = 200;

/** A work as answers show it. */
export type WorkItem = Written<typeof IndexedWork>;

type FindWorksByIdParameters = {
  ids: readonly string[];
  /** When offers are open, in seconds since 1970. */
  now: number;
  /** With all of the description and of the credits. */
  entire?: boolean;
};

const credits = (most: number | undefined): Field<WorkItem["credits"]> => ({
  sql: ["d.credits"],
  read: (given) =>
    ((given ?? []) as Metadata["credits"])
      .slice(0, most)
      .map(({ name, role, account }) => ({ name, role, ...(account && { account }) })),
});

/** The work `w` with its metadata `d`, as answers show it; without its offers and its income, which are rows of others. */
const workRows = (entire: boolean) =>
  rowsOf<Omit<WorkItem, "offers" | "income">>({
    id: text("w.id"),
    claimant: account("w.claimant"),
    controller: account("w.controller"),
    category: { sql: ["w.category"], read: (number) => categories[Number(number)]?.id ?? "unknown" },
    name: orNull(text("d.name")),
    description: orNull(text(`left(d.description, ${entire ? longest.wholeDescription : longest.description})`)),
    image: orNull(text("d.image")),
    thumbnail: orNull(text("d.thumbnail")),
    language: orNull(text("d.language")),
    credits: credits(entire ? undefined : fewCredits),
    registeredAt: { sql: ["w.registered_block", "w.registered_time"], read: (block, time) => at(block, time) },
    provenTime: whole("w.proven_time"),
    revisions: whole("w.revisions"),
    licencesSold: {
      sql: ["(SELECT id FROM licence WHERE work = w.id ORDER BY position DESC LIMIT 1)"],
      read: (latest) => (latest === null ? 0 : serialOf(BigInt(String(latest)))),
    },
    parents: whole("w.parents"),
    derivatives: whole("w.derivatives"),
  });

const at = (block: unknown, time: unknown) => ({ block: Number(block), time: Number(time) });

/** Works by their numbers, in that order; unknown ones are left out. */
export async function findWorksById(sql: Sql, { ids, now, entire = false }: FindWorksByIdParameters) {
  if (ids.length === 0) return [];
  const asked = [[...new Set(ids)]];
  const shown = workRows(entire);
  const [works, offers, incomes] = await Promise.all([
    sql.query<Row>(
      `SELECT ${shown.columns}
        FROM work AS w LEFT JOIN colophon_content.document AS d ON d.digest = w.metadata_digest AND d.state = 'fetched'
        WHERE w.id = ANY($1::text[])`,
      asked,
    ),
    sql.query<{ work: string; open: string; id: Hex; currency: string; price: string }>(
      `SELECT DISTINCT ON (w.id) w.id AS work, o.id, o.currency, o.price::text AS price,
          count(*) OVER (PARTITION BY w.id) AS open
        FROM work AS w CROSS JOIN LATERAL (
            SELECT * FROM offer WHERE work = w.id AND NOT closed ORDER BY position DESC LIMIT ${mostOffers}
          ) AS o LEFT JOIN licence AS p ON p.id = o.parent
        WHERE w.id = ANY($1::text[]) AND ${openOffer("$2")} AND o.buyer IS NULL
        ORDER BY w.id, o.currency <> '${zeroAddress}', o.price, o.position`,
      [...asked, now],
    ),
    sql.query<{ work: string; currency: string; received: string }>(
      `SELECT work, currency, received::text AS received FROM income WHERE work = ANY($1::text[])
        ORDER BY work, position`,
      asked,
    ),
  ]);
  const offersOf = new Map(offers.map((row) => [row.work, row]));
  const incomeOf = Map.groupBy(incomes, ({ work }) => work);
  const items = new Map(
    works.map(shown.read).map((work): [string, WorkItem] => {
      const offer = offersOf.get(work.id);
      const cheapest = offer ? { offer: offer.id, currency: addressOf(offer.currency), price: offer.price } : null;
      const income = (incomeOf.get(work.id) ?? []).map(({ currency, received }) => ({
        currency: addressOf(currency),
        received,
      }));
      return [work.id, { ...work, offers: { open: Number(offer?.open ?? 0), cheapest }, income }];
    }),
  );
  return ids.map((id) => items.get(id)).filter((item) => item !== undefined);
}

/** As many rows of each list are told, the latest first where there may be more. */
const mostListed = 100;

type Whole = Omit<WrittenAnswerOf<typeof routes.work>, "at">;

const versionRows = rowsOf<Whole["versions"][number]>({
  revision: whole("v.revision"),
  contentRoot: text("v.content_root"),
  metadataDigest: text("v.metadata_digest"),
  provenTime: whole("v.proven_time"),
  transaction: text("v.transaction"),
  at: place("v"),
});

const fileRows = rowsOf<Whole["files"][number]>({
  digest: text("f.digest"),
  contentRoot: text("f.content_root"),
  disclosedAt: place("f"),
});

const edgeRows = (other: "work" | "parent") =>
  rowsOf<Whole["parents"][number]>({ work: text(`e.${other}`), licence: text("e.source"), share: whole("e.share") });

const holderRows = rowsOf<Whole["holders"][number]>({ holder: account("h.holder"), units: whole("h.balance") });

const incomeRows = rowsOf<Whole["income"][number]>({
  currency: account("i.currency"),
  received: amount("i.received"),
  paid: amount("i.paid"),
  fromDerivatives: amount("i.from_derivatives"),
  settled: amount("i.settled"),
  claimed: amount("i.claimed"),
  payments: whole("i.payments"),
});

/** One work with everything that belongs to it; undefined if there is none of this number. */
export async function findWork(sql: Sql, id: string, now: number): Promise<Whole | undefined> {
  const [work] = await findWorksById(sql, { ids: [id], now, entire: true });
  if (!work) return undefined;
  const list = async <Item>({ columns, read }: Rows<Item>, rest: string) =>
    (await sql.query(`SELECT ${columns} FROM ${rest}`, [id])).map(read);
  const [versions, files, parents, derivatives, holders, income] = await Promise.all([
    list(versionRows, `version AS v WHERE v.work = $1 ORDER BY v.revision DESC LIMIT ${mostListed}`),
    list(fileRows, `file AS f WHERE f.work = $1 ORDER BY f.position DESC LIMIT ${mostListed}`),
    list(edgeRows("parent"), `edge AS e WHERE e.work = $1 ORDER BY e.parent LIMIT ${mostListed}`),
    list(edgeRows("work"), `edge AS e WHERE e.parent = $1 ORDER BY e.position DESC LIMIT ${mostListed}`),
    list(
      holderRows,
      `holding AS h WHERE h.work = $1 AND h.balance > 0 ORDER BY h.balance DESC, h.holder LIMIT ${mostListed}`,
    ),
    list(incomeRows, "income AS i WHERE i.work = $1 ORDER BY i.position"),
  ]);
  return { work, versions, files, parents, derivatives, holders, income };
}

/** Which part of a list is asked for. */
type PageQuery = { after?: string | undefined; limit: number };

/** A list of a work: its rows, the columns that it is sorted by, and which way. */
type WorkList<Item> = { rows: Rows<Item>; from: string; keys: readonly string[]; order: "ASC" | "DESC" };

/** A page of a list that belongs to a work, by keys that no two of its rows share. */
async function pageOfWork<Item>(sql: Sql, id: string, list: WorkList<Item>, { after, limit }: PageQuery) {
  const { rows, from, keys, order } = list;
  const conditions = new Conditions();
  const work = conditions.value(id);
  const parts = partsOf(after, keys.length);
  const than = order === "ASC" ? ">" : "<";
  if (parts) conditions.add(`(${keys.join(", ")}) ${than} (${keys.map(() => "?").join(", ")})`, ...parts);
  const found = await sql.query<Row>(
    `SELECT ${rows.columns}, ${keys.map((key, i) => `(${key})::text AS "key.${i}"`).join(", ")}
      FROM ${from.replaceAll("?", work)} AND ${conditions.text}
      ORDER BY ${keys.map((key) => `${key} ${order}`).join(", ")} LIMIT ${limit + 1}`,
    conditions.values,
  );
  const { items, next } = pageOfRows(found, limit, (last) => placeOf(...keys.map((_, i) => String(last[`key.${i}`]))));
  if (items.length === 0 && !after) {
    const [known] = await sql.query("SELECT FROM work WHERE id = $1", [id]);
    if (!known) return undefined;
  }
  return { items: items.map(rows.read), next };
}

/** Each of a work's lists as pages; undefined if there is no such work. */
export const findWorkVersions = (sql: Sql, id: string, page: PageQuery) =>
  pageOfWork(
    sql,
    id,
    { rows: versionRows, from: "version AS v WHERE v.work = ?", keys: ["v.revision"], order: "DESC" },
    page,
  );

export const findWorkFiles = (sql: Sql, id: string, page: PageQuery) =>
  pageOfWork(
    sql,
    id,
    {
      rows: fileRows,
      from: "file AS f WHERE f.work = ?",
      keys: ["f.position", "f.digest", "f.content_root"],
      order: "DESC",
    },
    page,
  );

export const findWorkDerivatives = (sql: Sql, id: string, page: PageQuery) =>
  pageOfWork(
    sql,
    id,
    { rows: edgeRows("work"), from: "edge AS e WHERE e.parent = ?", keys: ["e.position", "e.work"], order: "DESC" },
    page,
  );

export const findWorkHolders = (sql: Sql, id: string, page: PageQuery) =>
  pageOfWork(
    sql,
    id,
    { rows: holderRows, from: "holding AS h WHERE h.work = ? AND h.balance > 0", keys: ["h.holder"], order: "ASC" },
    page,
  );

type FindFileClaimsParameters = {
  digests: readonly Hex[];
  /** Claims of each file, the earliest proven first. */
  most: number;
  /** Only those behind a rank. */
  behind?: { proven: string; work: string } | undefined;
  now: number;
};

const claimRows = rowsOf<Omit<Written<typeof FileClaim>, "work">>({
  digest: text("asked"),
  rank: whole("c.rank"),
  disclosedAt: place("c"),
});

/** Who made files with these digests findable, and in which order their claims are proven; each with its place. */
async function readClaims(sql: Sql, { digests, most, behind, now }: FindFileClaimsParameters) {
  const asked = new Conditions();
  const all = asked.value([...new Set(digests)]);
  if (behind) asked.add("(f.proven, f.work) > (?::bigint, ?)", behind.proven, behind.work);
  const rows = await sql.query<Row & { work: string; proven: unknown }>(
    `SELECT c.work, c.proven, ${claimRows.columns} FROM unnest(${all}::text[]) AS asked
      CROSS JOIN LATERAL (
        SELECT f.* FROM (
          SELECT f.work, f.time, f.position, f.proven, row_number() OVER (ORDER BY f.proven, f.work) AS rank FROM (
            SELECT DISTINCT ON (f.work) f.work, f.time, f.position, coalesce(v.proven_position, f.position) AS proven
              FROM file AS f LEFT JOIN version AS v ON v.work = f.work AND v.content_root = f.content_root
              WHERE f.digest = asked ORDER BY f.work, coalesce(v.proven_position, f.position)
          ) AS f
        ) AS f WHERE ${asked.text} ORDER BY f.rank LIMIT ${Number(most)}
      ) AS c ORDER BY asked, c.rank`,
    asked.values,
  );
  const works = await findWorksById(sql, { ids: [...new Set(rows.map(({ work }) => work))], now });
  const byId = new Map(works.map((work) => [work.id, work]));
  return rows.flatMap((row) => {
    const work = byId.get(row.work);
    const claim: Written<typeof FileClaim> | undefined = work && { ...claimRows.read(row), work };
    return claim ? [{ claim, place: placeOf(String(row.proven), row.work) }] : [];
  });
}

/** Who made files with these digests findable, and in which order their claims are proven. */
export const findFileClaims = async (sql: Sql, asked: Omit<FindFileClaimsParameters, "behind">) =>
  (await readClaims(sql, asked)).map(({ claim }) => claim);

/** A page of claims to one file, the earliest proven first. */
export async function findFilePage(sql: Sql, digest: Hex, { after, limit, now }: PageQuery & { now: number }) {
  const [proven, work] = partsOf(after, 2) ?? [];
  const behind = proven !== undefined && work !== undefined ? { proven, work } : undefined;
  const found = await readClaims(sql, { digests: [digest], most: limit + 1, behind, now });
  const { items, next } = pageOfRows(found, limit, ({ place }) => place);
  return { digest, items: items.map(({ claim }) => claim), next };
}
