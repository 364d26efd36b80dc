import { type Context, type Event, ponder } from "ponder:registry";
import { acceptance, agent, licence, licenceTransfer } from "ponder:schema";
import type { EarlyEnd } from "@colophon/sdk";
import { zeroAddress } from "viem";
import { releaseGrant } from "./grants.ts";
import { minted } from "./passing.ts";
import { ifThere, licenceKey, record } from "./record.ts";

ponder.on("Licences:Transfer", async ({ event, context }) => {
  const { from, to, tokenId } = event.args;
  const id = licenceKey(tokenId);
  const place = await record(context, event);
  if (from === zeroAddress) {
    minted.put(event, id, to);
    return;
  }
  await context.db.insert(licenceTransfer).values({ licence: id, sender: from, receiver: to, ...place });
  await ifThere(context.db.update(licence, { id }).set({ holder: to }));
});

/** A licence is over before its term: what it excluded is free, and its seats go back to the licence above. */
async function endEarly(
  context: Context,
  event: Event<"Licences:LicenceTerminated"> | Event<"Licences:LicenceSurrendered">,
  ended: EarlyEnd,
): Promise<void> {
  const id = licenceKey(event.args.licence);
  const endedAt = BigInt(event.args.time);
  const { db } = context;
  await record(context, event);
  const over = await ifThere(db.update(licence, { id }).set({ endedAt, ended }));
  if (!over) return;
  await releaseGrant(context, over, over, endedAt);
  const { parent, seats } = over;
  if (parent === null) return;
  await ifThere(db.update(licence, { id: parent }).set((row) => ({ seatsPassedOn: row.seatsPassedOn - seats })));
}

ponder.on("Licences:LicenceTerminated", ({ event, context }) => endEarly(context, event, "terminated"));

ponder.on("Licences:LicenceSurrendered", ({ event, context }) => endEarly(context, event, "surrendered"));

ponder.on("Licences:LicenceAccepted", async ({ event, context }) => {
  const { account } = event.args;
  const place = await record(context, event);
  await context.db.insert(acceptance).values({ licence: licenceKey(event.args.licence), account, ...place });
});

ponder.on("Licences:AgentSet", async ({ event, context }) => {
  const { grantor, account, agent: named, until } = event.args;
  const { position } = await record(context, event);
  const then = { until: BigInt(until), position };
  await context.db
    .insert(agent)
    .values({ grantor: licenceKey(grantor), account, agent: named, ...then })
    .onConflictDoUpdate(then);
});
