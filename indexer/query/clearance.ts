import { forever, isSameAddress, wordFor } from "@colophon/sdk";
import type * as api from "@colophon/sdk/index-api";
import type { Question } from "../http/readQuestion.ts";
import { wordQuery } from "../search/wordQuery.ts";
import type { Sql } from "../sql.ts";
import { findWorkIds } from "./findWorkIds.ts";
import { excludingLicences, offerBlocked, seatsPassedOn } from "./grants.ts";
import { licenceAbove, licenceLasts, licenceRows, licenceTables } from "./licences.ts";
import { offerRows, openOffer } from "./offers.ts";
import type { Written } from "./rows.ts";
import { termsCover } from "./terms.ts";
import { findFileClaims, findWorksById, type WorkItem } from "./works.ts";

/** Claims that are shown of one file, and works that words lead to. */
const mostLookedUp = { claims: 5, words: 10 };

type ClearedItem = Written<typeof api.ClearedItem>;

type ClearedWork = Written<typeof api.ClearedWork>;

type Input = ClearedItem["input"];

type Cleared = Omit<api.WrittenAnswerOf<typeof api.routes.clearance>, "at" | "account">;

/** For each file, work and the words of a question: which works they are, and what licenses their use. */
export async function findClearance(
  sql: Sql,
  question: Question<typeof api.routes.clearance>["body"],
  now: number,
): Promise<Cleared> {
  const { files, works, use, purpose, territory } = question;
  const field = question.field ?? null;
  const words = question.words ?? undefined;
  const account = question.account ?? undefined;
  const from = question.from ?? now;
  const until = Math.max(question.until ?? from + 1, from + 1);
  const asked = words === undefined ? undefined : await wordQuery(sql, words);
  const [claims, named, worded] = await Promise.all([
    files.length > 0 ? findFileClaims(sql, { digests: files, most: mostLookedUp.claims, now }) : [],
    findWorksById(sql, { ids: [...new Set(works)], now }),
    asked === undefined
      ? []
      : findWorkIds(sql, { words: asked, limit: mostLookedUp.words, now }).then(({ ids }) =>
          findWorksById(sql, { ids, now }),
        ),
  ]);
  const ids = [...claims.map(({ work }) => work.id), ...named.map(({ id }) => id), ...worded.map(({ id }) => id)];
  const found = await clearWorks(sql, { works: ids, use, purpose, territory, field, from, until, account, now });
  const clear = (work: WorkItem, rank: number | null) => {
    const nothing = { held: [], offers: [], conflicts: [] };
    return clearanceWords({ work, rank, found: found.get(work.id) ?? nothing, account, from, now });
  };
  const claimsOf = Map.groupBy(claims, ({ digest }) => digest);
  const workOf = new Map(named.map((work) => [work.id, work]));
  const items: ClearedItem[] = [
    ...files.map((value) =>
      ofFile(
        { kind: "file", value },
        (claimsOf.get(value) ?? []).map(({ work, rank }) => clear(work, rank)),
      ),
    ),
    ...works.map((value): ClearedItem => {
      const input = { kind: "work", value } as const;
      const work = workOf.get(value);
      if (work) return one(input, clear(work, null));
      return { input, verdict: "unknown-work", sentence: "No work has this number. Check it.", works: [] };
    }),
    ...(words === undefined
      ? []
      : [
          ofWords(
            { kind: "words", value: words },
            worded.map((work) => clear(work, null)),
          ),
        ]),
  ];
  return { use, purpose, territory, field, from, until, items };
}

function one(input: Input, work: ClearedWork): ClearedItem {
  return { input, verdict: work.verdict, sentence: work.sentence, works: [work] };
}

/** Of several claims to a file the one that was proven first decides, and a licence of another is no more than a hint. */
function ofFile(input: Input, works: ClearedWork[]): ClearedItem {
  const [first] = works;
  if (first === undefined) {
    const sentence =
      "Nobody made this file findable. It may be registered all the same: files stay secret until they are disclosed.";
    return { input, verdict: "unknown-file", sentence, works };
  }
  const others = works.length - 1;
  if (others === 0) return one(input, first);
  const more = wordFor(others, "Another work claims", `${others} other works claim`);
  return {
    ...{ input, works, verdict: first.verdict },
    sentence: `${first.sentence} This is about the claim that was proven first. ${more} the same file.`,
  };
}

/** Words may fit many works, so they decide nothing unless they fit one. */
function ofWords(input: Input, works: ClearedWork[]): ClearedItem {
  const [only, second] = works;
  if (only === undefined) {
    return { input, works, verdict: "none", sentence: "No registered work that can be read has these words." };
  }
  if (second === undefined) return one(input, only);
  return {
    ...{ input, works, verdict: "none" },
    sentence: `${works.length === mostLookedUp.words ? "Ten works or more" : `${works.length} works`} have these words. Look at each: words alone tell nothing.`,
  };
}

type ClearanceWordsParameters = {
  work: WorkItem;
  rank: number | null;
  found: Pick<ClearedWork, "held" | "offers" | "conflicts">;
  account: string | undefined;
  /** When the use begins, and the time of the block that this holds for. */
  from: number;
  now: number;
};

/** What was found for one work, in a word and a sentence. What a licence or the work's own controller may do comes first. */
function clearanceWords(parameters: ClearanceWordsParameters): ClearedWork {
  const { work, rank, found, account, from, now } = parameters;
  const controls = isSameAddress(work.controller, account);
  const exclusive = found.conflicts.find(({ terms }) => terms.exclusivity === "exclusive");
  const say = (verdict: ClearedWork["verdict"], sentence: string): ClearedWork => ({
    ...{ work, rank, verdict, sentence, controls },
    ...found,
  });
  if (found.held.length > 0) return say("held", "A licence of this account allows this use for the whole time.");
  if (controls && !exclusive) {
    return say("held", "This account controls the work, and no exclusive licence of somebody else stands in the way.");
  }
  if (found.offers.length > 0) {
    const many = wordFor(found.offers.length, "An offer allows", `${found.offers.length} offers allow`);
    const late = from < now ? " A licence counts from its purchase on, not for the time before." : "";
    return say("offered", `No licence of this account allows this use. ${many} it and can be bought now.${late}`);
  }
  if (found.conflicts.length > 0) {
    const kind = exclusive ? "An exclusive" : "A sole";
    const whose = controls ? "This account controls the work, but" : "No licence of this account allows this use, and";
    return say("conflict", `${whose} ${kind.toLowerCase()} licence of somebody else covers this use at that time.`);
  }
  return say("none", "No licence of this account allows this use, and nothing on offer would. Ask the controller.");
}

type ClearWorksParameters = Pick<Cleared, "use" | "purpose" | "territory" | "field"> & {
  works: readonly string[];
  /** When the use begins and ends, in seconds since 1970. */
  from: number;
  until: number;
  /** Who wants to use it; small letters. */
  account: string | undefined;
  now: number;
};

/** As many of each work are shown. */
const mostShown = { held: 5, offers: 10, conflicts: 5, looked: 200 };

const ofWork = <Item extends { work: string }>(found: readonly Item[]) => Map.groupBy(found, ({ work }) => work);

/**
 * What licenses the use of works, by their numbers: licences that the account holds, as Licences.isLicensed decides, from
 * the beginning to the end of the use; offers that would be sold now and last as long, the cheapest first; and sole or
 * exclusive licences of others that stand in the way.
 */
async function clearWorks(sql: Sql, parameters: ClearWorksParameters) {
  const { works, use, purpose, territory, field, from, until, account, now } = parameters;
  const cover = termsCover({ use, purpose, territory, field });
  // Bought now, a licence counts from now on.
  const begins = Math.max(from, now);
  const starts = "greatest(o.starts, $2::bigint)";
  const ids = [...new Set(works)];
  const licences = licenceRows("$2::bigint");
  const offers = offerRows("$2::bigint");
  const [held, buyable, conflicts] = await Promise.all([
    account === undefined
      ? []
      : sql.query(
          `SELECT * FROM (SELECT ${licences.columns}, row_number() OVER (PARTITION BY l.work ORDER BY l.ends DESC) AS n
            FROM ${licenceTables} WHERE l.work = ANY($1::text[]) AND l.holder = $3 AND ${cover}
              AND ${licenceLasts("$4::bigint", "$5::bigint")}) AS found WHERE n <= ${mostShown.held}`,
          [ids, now, account, from, Math.max(until, from + 1)],
        ),
    sql.query(
      `SELECT found.* FROM unnest($1::text[]) AS asked CROSS JOIN LATERAL (
        SELECT ${offers.columns} FROM work AS w CROSS JOIN LATERAL (
            SELECT * FROM offer WHERE work = w.id AND NOT closed ORDER BY position DESC LIMIT ${mostShown.looked}
          ) AS o JOIN terms AS t ON t.id = o.terms LEFT JOIN licence AS p ON p.id = o.parent
        WHERE w.id = asked AND ${openOffer("$2::bigint")} AND ${cover} AND (o.buyer IS NULL OR o.buyer = $3)
          AND ${starts} <= greatest($5::bigint, $2::bigint)
          AND (t.duration = ${forever} OR ${starts} + t.duration >= $4::bigint)
          AND (o.parent IS NULL OR (${seatsPassedOn("p", "$2::bigint")} < p.seats AND EXISTS (
            SELECT FROM licence AS l ${licenceAbove} WHERE l.id = o.parent
              AND ${licenceLasts("$2::bigint", `least(${starts} + t.duration, ${forever})`)})))
          AND NOT ${offerBlocked("$2::bigint")}
        ORDER BY o.currency, o.price, o.position LIMIT ${mostShown.offers}) AS found`,
      [ids, now, account ?? null, Math.max(until, begins + 1), begins],
    ),
    sql.query(
      `SELECT found.* FROM unnest($1::text[]) AS asked CROSS JOIN LATERAL (
        SELECT ${licences.columns}
          FROM ${excludingLicences({
            ...{ work: "asked", holder: "$3", from: "$4::bigint", until: "$5::bigint" },
            ...{ cover, most: mostShown.conflicts },
          })} ${licenceAbove}
        ORDER BY l.ends DESC LIMIT ${mostShown.conflicts}) AS found`,
      [ids, now, account ?? null, from, Math.max(until, from + 1)],
    ),
  ]);
  const of = {
    held: ofWork(held.map(licences.read)),
    offers: ofWork(buyable.map(offers.read)),
    conflicts: ofWork(conflicts.map(licences.read)),
  };
  return new Map(
    ids.map((id) => [
      id,
      { held: of.held.get(id) ?? [], offers: of.offers.get(id) ?? [], conflicts: of.conflicts.get(id) ?? [] },
    ]),
  );
}
