import { ponder } from "ponder:registry";
import { agreement, agreementParty } from "ponder:schema";
import { ifThere, orNull, record } from "./record.ts";

ponder.on("Agreements:AgreementConcluded", async ({ event, context }) => {
  const { agreement: id, details } = event.args;
  const place = await record(context, event);
  await context.db.insert(agreement).values({
    id,
    text: details.text,
    ends: BigInt(details.ends),
    ending: 0,
    leaver: null,
    leavers: BigInt(details.leavers),
    notice: BigInt(details.notice),
    supersedes: orNull(details.supersedes),
    arbitrator: orNull(details.arbitrator),
    court: orNull(details.court),
    ...place,
  });
  for (const [index, account] of details.parties.entries()) {
    await context.db.insert(agreementParty).values({ agreement: id, place: index, account, position: place.position });
  }
});

ponder.on("Agreements:AgreementEnded", async ({ event, context }) => {
  const { agreement: id, party, ending, ends } = event.args;
  await record(context, event);
  const change = { ends: BigInt(ends), ending, leaver: orNull(party) };
  // A node that left out the agreement itself is found out by the check of the index, not here.
  await ifThere(context.db.update(agreement, { id }).set(change));
});
