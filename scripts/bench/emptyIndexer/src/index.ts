// @ts-nocheck: the registry's names are known to Ponder only.
import { ponder } from "ponder:registry";

const events = [
  "Timestamps:Commit",
  "Works:WorkRegistered",
  "Works:WorkDerived",
  "Works:WorkRevised",
  "Works:FileDisclosed",
  "Works:Transfer",
  "Terms:TermsDefined",
  "Licences:OfferPublished",
  "Licences:OfferClosed",
  "Licences:Transfer",
  "Licences:LicenceSold",
  "Licences:LicenceRenewed",
  "Licences:LicenceTerminated",
  "Compliance:UsageReported",
  "Compliance:BreachNoticed",
  "Compliance:NoticeWithdrawn",
  "Royalties:Paid",
  "Royalties:Settled",
  "Royalties:Claimed",
  "Royalties:UnitsTaken",
  "Royalties:Transfer",
  "Royalties:ProceedsCredited",
  "Royalties:ProceedsWithdrawn",
];

// What Ponder itself takes: the logs are fetched, decoded and ordered, and nothing is done with them.
for (const event of events) ponder.on(event, async () => {});
