import { ponder } from "ponder:registry";
import { terms } from "ponder:schema";
import { orNull, record } from "./record.ts";

/** Bits 64 n to 64 n + 63, as a signed number of 64 bits. */
const word = (bits: bigint, n: number) => BigInt.asIntN(64, bits >> BigInt(64 * n));

ponder.on("Terms:TermsDefined", async ({ event, context }) => {
  const { id, terms: defined } = event.args;
  const { uses, purposes, territories, field, rules, conditions } = defined;
  const place = await record(context, event);
  await context.db
    .insert(terms)
    .values({
      ...defined,
      duration: BigInt(defined.duration),
      purposes: BigInt(purposes),
      field: orNull(field),
      rules: orNull(rules),
      conditions: orNull(conditions),
      id,
      useBits: word(uses, 0),
      territoryBits: [word(territories, 0), word(territories, 1), word(territories, 2), word(territories, 3)],
      ...place,
    })
    .onConflictDoNothing();
});
