import type { UseId } from "@colophon/sdk";
import type { Conditions } from "./Conditions.ts";
import { openOffer } from "./openOffer.ts";
import { termsCover } from "./termsCover.ts";
import type { WorksQuery } from "./WorksQuery.ts";

/** Adds what a work `w` must be, apart from words and places in the list. */
export function workConditions(conditions: Conditions, query: WorksQuery): void {
  const { category, claimant, controller, holder, use, territory, currency, maxPrice, available, now } = query;
  if (category !== undefined) conditions.add("w.category = ?::int", category);
  if (claimant) conditions.add("w.claimant = ?", claimant);
  if (controller) conditions.add("w.controller = ?", controller);
  if (holder) {
    conditions.add(
      `(EXISTS (SELECT FROM holding AS h WHERE h.work = w.id AND h.holder = ? AND h.balance > 0)
        OR (w.claimant = ? AND w.holders_root IS NULL
          AND NOT EXISTS (SELECT FROM unit_taking AS u WHERE u.work = w.id AND u.holder = ?)))`,
      holder,
      holder,
      holder,
    );
  }
  if (!available && !use && !territory && !currency && maxPrice === undefined) return;
  const offer = [openOffer(`${conditions.value(now)}::bigint`), "o.buyer IS NULL"];
  if (currency) offer.push(`o.currency = ${conditions.value(currency)}`);
  if (maxPrice !== undefined) offer.push(`o.price <= ${conditions.value(maxPrice)}::numeric`);
  const scoped = use !== undefined || territory !== undefined;
  if (scoped) offer.push(termsCover({ use: use as UseId | undefined, territory }));
  conditions.add(
    `EXISTS (SELECT FROM offer AS o LEFT JOIN licence AS p ON p.id = o.parent
      ${scoped ? "JOIN terms AS t ON t.id = o.terms" : ""} WHERE o.work = w.id AND ${offer.join(" AND ")})`,
  );
}
