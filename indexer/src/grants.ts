import type { Context } from "ponder:registry";
import { grantClass, terms } from "ponder:schema";
import { exclusivities, isOver } from "@colophon/sdk";
import type { Hex } from "viem";

/*
 * What the Licences contract remembers of all licences of a book under the same terms, kept by the same rules: see
 * contracts/libraries/Grants.sol. Clearing a book (prune) changes no answer, and is told by no event.
 */

/** A book, of a work or of a licence, and terms in it. */
type Class = { work: Hex; parent: Hex | null; terms: Hex };

const keyOf = ({ work, parent, terms: name }: Class) => ({ work, parent: parent ?? "0x", terms: name }) as const;

/** More are not counted, and then no early end is either. */
const many = 2 ** 24 - 1;

const over = (end: bigint, time: bigint) => isOver(Number(end), Number(time));

/** A licence lasts until then: a new one, or one that was prolonged. */
export async function recordGrant({ db }: Context, of: Class, end: bigint, time: bigint, isNew: boolean) {
  const key = keyOf(of);
  const known = await db.find(grantClass, key);
  const live = known === null || over(known.until, time) ? 0 : known.live;
  const then = {
    live: isNew ? Math.min(live + 1, many) : live,
    until: end > (known?.until ?? 0n) ? end : (known?.until ?? 0n),
  };
  await db
    .insert(grantClass)
    .values({ ...key, ...then })
    .onConflictDoUpdate(then);
}

/** A licence that would have lasted from one time to another ended early. */
export async function releaseGrant({ db }: Context, of: Class, { starts, ends }: Span, time: bigint) {
  const key = keyOf(of);
  const known = await db.find(grantClass, key);
  if (!known) return;
  const agreed = await db.find(terms, { id: of.terms });
  const alone = agreed !== null && exclusivities[agreed.exclusivity] !== "non-exclusive";
  const live = known.live === many ? many : known.live - 1;
  let { until } = known;
  if (live === 0) until = time;
  else if (alone && ends === until) until = starts > time ? starts : time;
  await db.update(grantClass, key).set({ live, until });
}

type Span = { starts: bigint; ends: bigint };
