import { type Context, ponder } from "ponder:registry";
import {
  holding,
  income,
  payment,
  proceeds,
  proceedsCredit,
  proceedsWithdrawal,
  settlement,
  unitTaking,
  unitTransfer,
  withdrawal,
  work,
} from "ponder:schema";
import { tillMemo } from "@colophon/sdk";
import { type Address, type Hex, zeroAddress } from "viem";
import { paymentsOf } from "./passing.ts";
import { countDay, record, seeCurrency, workKey } from "./record.ts";

type Sums = { received?: bigint; paid?: bigint; fromDerivatives?: bigint; settled?: bigint; claimed?: bigint };

/** Adds to what a work had in a currency. */
async function addIncome({ db }: Context, key: { work: Hex; currency: Address; position: bigint }, sums: Sums) {
  const { received = 0n, paid = 0n, fromDerivatives = 0n, settled = 0n, claimed = 0n } = sums;
  const payments = paid === 0n ? 0 : 1;
  await db
    .insert(income)
    .values({ ...key, received, paid, fromDerivatives, settled, claimed, payments })
    .onConflictDoUpdate((row) => ({
      received: row.received + received,
      paid: row.paid + paid,
      fromDerivatives: row.fromDerivatives + fromDerivatives,
      settled: row.settled + settled,
      claimed: row.claimed + claimed,
      payments: row.payments + payments,
    }));
}

/** Adds to a holder's units of a work. */
async function addUnits(
  { db }: Context,
  key: { work: Hex; holder: Address; position: bigint },
  taken: number,
  traded: number,
) {
  await db
    .insert(holding)
    .values({ ...key, taken, traded, balance: taken + traded })
    .onConflictDoUpdate((row) => ({
      taken: row.taken + taken,
      traded: row.traded + traded,
      balance: row.balance + taken + traded,
    }));
}

ponder.on("Royalties:Paid", async ({ event, context }) => {
  const { currency, payer, amount, memo } = event.args;
  const id = workKey(event.args.work);
  const { db } = context;
  const place = await record(context, event);
  const charge = paymentsOf(event).paid({ ...event.args, logIndex: event.log.logIndex });
  // That of an offer or a report was seen there.
  if (!charge) await seeCurrency(context, currency, place.position);
  await db.insert(payment).values({
    work: id,
    currency,
    payer,
    amount,
    memo,
    licence: charge ? memo : null,
    // Whether it was the till that paid is asked where somebody reads it.
    kind: charge?.kind ?? (memo === tillMemo ? "sweep" : "payment"),
    ...place,
  });
  await addIncome(context, { work: id, currency, position: place.position }, { received: amount, paid: amount });
  const category = charge?.category ?? (await db.find(work, { id }))?.category;
  if (category === undefined) return;
  await countDay(context, {
    measure: "income",
    time: place.time,
    category,
    currency,
    terms: charge?.terms,
    value: amount,
  });
});

ponder.on("Royalties:Settled", async ({ event, context }) => {
  const { currency, amount } = event.args;
  const [id, parent] = [workKey(event.args.work), workKey(event.args.parent)];
  const place = await record(context, event);
  await context.db.insert(settlement).values({ work: id, parent, currency, amount, ...place });
  await addIncome(context, { work: id, currency, position: place.position }, { settled: amount });
  const sums = { received: amount, fromDerivatives: amount };
  await addIncome(context, { work: parent, currency, position: place.position }, sums);
});

ponder.on("Royalties:Claimed", async ({ event, context }) => {
  const { currency, holder, to, amount } = event.args;
  const id = workKey(event.args.work);
  const place = await record(context, event);
  await context.db.insert(withdrawal).values({ work: id, currency, holder, receiver: to, amount, ...place });
  await addIncome(context, { work: id, currency, position: place.position }, { claimed: amount });
});

ponder.on("Royalties:UnitsTaken", async ({ event, context }) => {
  const { holder } = event.args;
  const id = workKey(event.args.work);
  const units = Number(event.args.units);
  const place = await record(context, event);
  await context.db.insert(unitTaking).values({ work: id, holder, units, ...place });
  await addUnits(context, { work: id, holder, position: place.position }, units, 0);
});

ponder.on("Royalties:Transfer", async ({ event, context }) => {
  const { sender, receiver, amount } = event.args;
  const place = await record(context, event);
  // Taking units is told by UnitsTaken; moving none, or to oneself, changes nothing.
  if (sender === zeroAddress || amount === 0n || sender === receiver) return;
  const id = workKey(event.args.id);
  const units = Number(amount);
  await context.db.insert(unitTransfer).values({ work: id, sender, receiver, units, ...place });
  await addUnits(context, { work: id, holder: sender, position: place.position }, 0, -units);
  await addUnits(context, { work: id, holder: receiver, position: place.position }, 0, units);
});

ponder.on("Royalties:ProceedsCredited", async ({ event, context }) => {
  const { account, currency, amount, memo } = event.args;
  const { db } = context;
  const place = await record(context, event);
  const charge = paymentsOf(event).credited({ ...event.args, logIndex: event.log.logIndex });
  await db.insert(proceedsCredit).values({
    ...{ account, currency, amount, licence: memo, kind: charge?.kind ?? "payment", payer: charge?.payer ?? null },
    ...place,
  });
  await db
    .insert(proceeds)
    .values({ account, currency, credited: amount, withdrawn: 0n })
    .onConflictDoUpdate((row) => ({ credited: row.credited + amount }));
});

ponder.on("Royalties:ProceedsWithdrawn", async ({ event, context }) => {
  const { account, currency, to, amount } = event.args;
  const place = await record(context, event);
  await context.db.insert(proceedsWithdrawal).values({ account, currency, receiver: to, amount, ...place });
  await context.db
    .insert(proceeds)
    .values({ account, currency, credited: 0n, withdrawn: amount })
    .onConflictDoUpdate((row) => ({ withdrawn: row.withdrawn + amount }));
});
