import { ponder } from "ponder:registry";
import { edge, file, licence, terms, version, work, workTransfer } from "ponder:schema";
import { allShares, derivativeRules, furtherRules } from "@colophon/sdk";
import { zeroAddress } from "viem";
import { countDay, ifThere, licenceKey, orNull, provenBy, record, workKey } from "./record.ts";

ponder.on("Works:WorkRegistered", async ({ event, context }) => {
  const { claimant, contentRoot, salt, metadataDigest, category, resaleRoyalty, holdersRoot } = event.args;
  const { position, time, transaction } = await record(context, event);
  const id = workKey(event.args.work);
  const proof = await provenBy(context, { claimant, contentRoot, salt, position, time });
  await context.db.insert(work).values({
    id,
    claimant,
    controller: claimant,
    contentRoot,
    salt,
    metadataDigest,
    category,
    resaleRoyalty,
    shareAlike: null,
    least: 0,
    endsHere: false,
    holdersRoot: orNull(holdersRoot),
    revisions: 0,
    head: null,
    upstream: 0,
    kept: allShares,
    parents: 0,
    derivatives: 0,
    registeredBlock: event.block.number,
    registeredTime: time,
    transaction,
    position,
    ...proof,
  });
  await context.db.insert(version).values({
    work: id,
    revision: 0,
    contentRoot,
    metadataDigest,
    salt,
    previous: null,
    head: null,
    ...proof,
    time,
    transaction,
    position,
  });
  await countDay(context, { measure: "registration", time, category });
});

ponder.on("Works:WorkDerived", async ({ event, context }) => {
  const { share } = event.args;
  const [id, parent, source] = [workKey(event.args.work), workKey(event.args.parent), licenceKey(event.args.source)];
  const { db } = context;
  const place = await record(context, event);
  await db.insert(edge).values({ work: id, parent, source, share, ...place });
  const allowed = await db.find(licence, { id: source });
  const asked = allowed && (await db.find(terms, { id: allowed.terms }));
  const derivative = db.update(work, { id }).set((row) => ({
    upstream: row.upstream + share,
    kept: row.kept - share,
    parents: row.parents + 1,
    ...(asked && derivativeRules[asked.derivatives] === "share-alike" && { shareAlike: asked.id }),
    ...(asked && furtherRules[asked.further] === "owes-on" && { least: Math.max(row.least, share) }),
    ...(asked && furtherRules[asked.further] === "ends-there" && { endsHere: true }),
  }));
  await ifThere(derivative);
  await ifThere(db.update(work, { id: parent }).set((row) => ({ derivatives: row.derivatives + 1 })));
});

ponder.on("Works:WorkRevised", async ({ event, context }) => {
  const { contentRoot, salt, metadataDigest, previous, head } = event.args;
  const id = workKey(event.args.work);
  const revision = Number(event.args.revision);
  const place = await record(context, event);
  const revised = await ifThere(context.db.update(work, { id }).set({ metadataDigest, head, revisions: revision }));
  // A stamp names the claimant, whoever controls the work by now.
  const proof = revised
    ? await provenBy(context, { claimant: revised.claimant, contentRoot, salt, ...place })
    : { commitment: null, provenTime: place.time, provenPosition: place.position };
  await context.db
    .insert(version)
    .values({ work: id, revision, contentRoot, metadataDigest, salt, previous, head, ...proof, ...place });
});

ponder.on("Works:FileDisclosed", async ({ event, context }) => {
  const { digest, contentRoot } = event.args;
  const place = await record(context, event);
  await context.db
    .insert(file)
    .values({ work: workKey(event.args.work), digest, contentRoot, ...place })
    .onConflictDoNothing();
});

ponder.on("Works:Transfer", async ({ event, context }) => {
  const { from, to } = event.args;
  const place = await record(context, event);
  // A new work's token is minted just before its registration tells the rest.
  if (from === zeroAddress) return;
  const id = workKey(event.args.tokenId);
  await context.db.insert(workTransfer).values({ work: id, sender: from, receiver: to, ...place });
  await ifThere(context.db.update(work, { id }).set({ controller: to }));
});
