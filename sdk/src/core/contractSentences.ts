import type { AbiParameterToPrimitiveType } from "viem";
import { forever } from "../model/constants.ts";
import { durationInWords } from "../model/time.ts";
import { percentOf, percentOfShare } from "../model/units.ts";
import { words } from "../model/words.ts";
import type { ContractError } from "./errorsAbi.ts";

/** The values of an error by the names of its parameters. */
type Values<Failure extends ContractError> = {
  [Input in Failure["inputs"][number] as Input["name"]]: AbiParameterToPrimitiveType<Input>;
};

/** A sentence for every error in the ABIs: the build fails when one is missing. */
type Sentences = {
  [Failure in ContractError as Failure["name"]]: (values: Values<Failure>) => string;
};

const nothingHappened = "Nothing was changed and nothing was paid.";
const nothingMoved = "Nothing moved and nothing was paid.";
/** The reasons of the contract why a licence does not count, as predicates. */
const notLive: Record<number, string> = {
  1: "does not exist",
  2: "is held by somebody else",
  3: "does not cover this use",
  4: "does not cover this purpose",
  5: "does not cover this territory",
  6: "does not cover this field",
  7: "has not begun",
  8: "has expired",
  9: "was ended for a breach",
  10: "was given back",
};

/** How a notice of breach stands, by its state in the contract. */
const noticeStands: Record<number, (until: number) => string> = {
  0: () => "has none. Give notice first",
  1: (until) => `has one that can be acted on ${words.until(until)}; another can be given after that`,
  2: (until) => `has one that is before the arbitrator, who may rule ${words.until(until)}. Wait until then`,
  3: (until) => `has one that was upheld, and can be acted on ${words.until(until)}. Give another after that`,
  4: () => "has one that the arbitrator rejected. Give another if there is a new reason",
};

const defect = `${nothingHappened} This is a defect: please report it with the details.`;

export const contractSentences: Sentences = {
  /* Timestamps */
  Timestamps_ZeroCommitment: () =>
    `There is nothing to stamp: the commitment is zero, which no file can open. Choose the files again. ${nothingHappened}`,

  /* Colophon */
  Colophon_UnknownCode: ({ initCodeHash }) =>
    `The code with the hash ${words.hash(initCodeHash)} is not one of Colophon's contracts, so it was not deployed. Deploy the code of this release.`,
  Colophon_UnknownTarget: ({ target }) =>
    `A batch may only call Works, Terms, Offers, Licences, Compliance and Royalties, not ${words.account(target)}. ${nothingHappened} Send that step as its own transaction.`,
  Colophon_WrongValue: ({ sent, used }) =>
    `The steps use ${words.eth(used)}, but ${words.eth(sent)} was sent. ${nothingHappened} Send exactly what the steps use.`,
  Create2EmptyBytecode: () => "There is no code to deploy. Build the contracts again.",
  FailedDeployment: () =>
    "The contract could not be deployed; it may be there already. Check the address before you try again.",
  AddressEmptyCode: ({ target }) =>
    `There is no contract at ${words.account(target)}. ${nothingHappened} Check that all contracts are deployed on this chain.`,

  /* Works */
  Works_AlreadyRegistered: ({ work }) =>
    `You registered exactly this content before, as ${words.work(work)}, and that record stands. ${nothingHappened} Open that work, or revise it.`,
  Works_ZeroContentRoot: () =>
    `The content root is zero, which no file has. ${nothingHappened} Choose the files again.`,
  Works_ZeroMetadataDigest: () => `The description is missing. ${nothingHappened} Fill in the title and try again.`,
  Works_NotController: ({ work, caller }) =>
    `${words.account(caller)} does not control ${words.work(work)}, so it can't change it. ${nothingHappened} Switch to the account that owns the work.`,
  Works_DoesNotOpen: ({ work, contentRoot }) =>
    `The content root ${words.hash(contentRoot)} with this claimant or version is not that of ${words.work(work)}. ${nothingHappened} Use the opening file of this work's latest version.`,
  Works_NotInContent: ({ contentRoot, digest }) =>
    `The file with the SHA-256 ${words.hash(digest)} is not in the content ${words.hash(contentRoot)}, or is empty. ${nothingHappened} Use the manifest that the work was registered with.`,
  Works_SignatureExpired: ({ deadline, time }) =>
    `The signature counted until ${words.time(deadline)}, and it is ${words.time(time)}. ${nothingHappened} Ask the claimant to sign again.`,
  Works_InvalidSignature: ({ claimant }) =>
    `${words.account(claimant)} did not sign exactly this registration. ${nothingHappened} Ask the claimant to sign again, on this chain and without changing anything.`,

  Works_ResaleRoyaltyTooHigh: ({ resaleRoyalty }) =>
    `The resale royalty of ${resaleRoyalty / 100} % is more than the whole price. ${nothingHappened} Choose from 0 to 100 %.`,
  Works_TooManySources: ({ sources, most }) =>
    `The work names ${words.amount(sources)} works that it is made from; there can be ${words.amount(most)}. ${nothingHappened} Name those whose licences ask for it.`,

  /* Terms */
  Terms_NoUses: () => `The terms allow nothing. ${nothingHappened} Choose at least one use.`,
  Terms_NoPurposes: () => `The terms are for no purpose. ${nothingHappened} Choose at least one.`,
  Terms_NoTerritories: () =>
    `The terms are for no country. ${nothingHappened} Choose at least one, or the whole world.`,
  Terms_ZeroDuration: () => `The terms last no time. ${nothingHappened} Choose how long a licence lasts.`,
  Terms_ZeroDeed: () => `The terms have no licence text. ${nothingHappened} Make the offer again.`,
  Terms_TooDeep: ({ sublicensing, most }) =>
    `The terms allow ${sublicensing} levels of sublicences; there can be ${most}. ${nothingHappened} Choose fewer.`,
  Terms_ShareAboveAll: ({ share }) =>
    `A share of ${percentOfShare(share)} % is more than all. ${nothingHappened} Choose from 0 to 100 %.`,
  Terms_WithoutDerivatives: () =>
    `The terms ask something of new works, but allow none to be made. ${nothingHappened} Allow them, or remove what is asked of them.`,
  Terms_WithoutSublicences: () =>
    `The terms ask a share of sublicences, but allow none. ${nothingHappened} Allow them, or remove the share.`,
  Terms_WithoutRules: () =>
    `The terms have conditions, or pass them down, but name no contract that keeps them. ${nothingHappened} Name the rules, or remove the conditions.`,
  Terms_TooManyWorks: ({ works, most }) =>
    `The terms let ${works} new works be made under one licence; the contract counts up to ${most}. ${nothingHappened} Choose fewer, or any number.`,
  Terms_NoContract: ({ rules }) =>
    `The terms name ${words.account(rules)} as their rules, and there is no contract on this chain. ${nothingHappened} Name rules that are deployed here.`,

  /* Offers */
  Offers_NotLicensor: ({ licensor, caller }) =>
    `The offer names ${words.account(licensor)} as licensor, but ${words.account(caller)} sent it. ${nothingHappened} Switch to the licensor's account, or to that of an agent of theirs.`,
  Offers_NotController: ({ work, parent, caller }) =>
    parent === 0n
      ? `${words.account(caller)} does not control ${words.work(work)}, so it can't close its offers. ${nothingHappened} Switch to the account that owns the work, or to that of an agent.`
      : `${words.account(caller)} does not hold ${words.licence(parent)}, so it can't close offers of sublicences under it for ${words.work(work)}. ${nothingHappened} Switch to the account that holds that licence, or to that of an agent.`,
  Offers_InvalidSignature: ({ signer }) =>
    `${words.account(signer)} did not sign exactly this, or signed it for another chain, or it was used before. ${nothingHappened} Ask them to sign again.`,
  Offers_ZeroSupply: () => `The offer is for no licences. ${nothingHappened} Choose how many may be sold, or no limit.`,
  Offers_EmptyWindow: ({ opens, closes }) =>
    `The offer would open at ${words.time(opens)} and close at ${words.time(closes)}, which leaves no time to buy. ${nothingHappened} Choose a later end.`,
  Offers_TooLate: ({ starts, last }) =>
    `The licences would start at ${words.time(starts)}; the last start that can be recorded is ${words.time(last)}. ${nothingHappened} Choose an earlier one.`,
  Offers_NotACurrency: ({ currency }) =>
    `${words.account(currency)} is no currency on this chain: there is no contract, or one of single tokens (ERC-721). ${nothingHappened} Check the token's address.`,
  Offers_AlreadyPublished: ({ offer, state }) =>
    state === 2
      ? `Exactly this offer, ${words.hash(offer)}, was closed or cancelled, which is final. ${nothingHappened} To offer the same again, change its price or its window.`
      : `Exactly this offer, ${words.hash(offer)}, was published before. ${nothingHappened} It is among the work's offers and can be bought as it is; to publish another, change its price or its window.`,
  Offers_NotOpen: ({ offer, state }) =>
    state === 2
      ? `The offer ${words.hash(offer)} was closed. No licence was sold and nothing was paid. Look for another offer of this work.`
      : `There is no such offer, ${words.hash(offer)}, or it was changed. No licence was sold and nothing was paid. Open the offer again from the work's page.`,
  Offers_OutsideWindow: ({ opens, closes, time }) =>
    Number(time) < opens
      ? `The offer opens at ${words.time(opens)}; it is ${words.time(time)}. No licence was sold and nothing was paid. Come back then.`
      : `The offer ended at ${words.time(closes)}; it is ${words.time(time)}. No licence was sold and nothing was paid. Look for another offer of this work.`,
  Offers_PastDeadline: ({ deadline, time }) =>
    `The purchase had to be mined by ${words.time(deadline)}; it is ${words.time(time)}. No licence was sold and nothing was paid. Buy again if you still want it.`,
  Offers_NotForYou: ({ buyer, caller }) =>
    `This offer is for ${words.account(buyer)} only, not for ${words.account(caller)}. No licence was sold and nothing was paid. Switch to that account, or ask the licensor for an offer of your own.`,
  Offers_Nothing: () => `No seat or period was asked for. ${nothingHappened} Choose at least one.`,
  Offers_SoldOut: ({ offer, left, asked }) =>
    `The offer ${words.hash(offer)} has ${words.amount(BigInt(left))} left, and ${words.amount(asked)} was asked for. You paid nothing. Ask for fewer, or look for another offer of this work.`,
  Offers_AboveMaximum: ({ price, maximum }) =>
    `The price is ${words.amount(price)}, more than the ${words.amount(maximum)} that you agreed to pay (in the currency's smallest unit). No licence was sold and nothing was paid. Open the offer again to see its price.`,
  Offers_WrongValue: ({ sent, due }) =>
    `Exactly ${words.eth(due)} is due, but ${words.eth(sent)} was sent. No licence was sold and the money stayed with you. Open the offer again.`,

  /* Agreements */
  Agreements_NoText: () => `The agreement has no text. ${nothingHappened} Write it, or fill in a template.`,
  Agreements_PartyCount: ({ count, most }) =>
    `The agreement has ${words.amount(count)} parties; there can be 1 to ${words.amount(most)}. ${nothingHappened} Name those who sign.`,
  Agreements_PartiesNotAscending: ({ party }) =>
    `${words.account(party)} is named twice, or not in ascending order of the accounts. ${nothingHappened} Name each party once; they are put in order for you.`,
  Agreements_NotForWitness: ({ agreement }) =>
    `The parties of ${words.hash(agreement)} agreed to keep it to themselves, so it can't be witnessed. ${nothingHappened} Stamp the signed file, or sign one that is to be witnessed.`,
  Agreements_OutsideWindow: ({ opens, closes, time }) =>
    Number(time) < opens
      ? `The agreement can be concluded from ${words.time(opens)}; it is ${words.time(time)}. ${nothingHappened} Come back then.`
      : `The agreement had to be concluded before ${words.time(closes)}; it is ${words.time(time)}. ${nothingHappened} All parties sign it again with a later day.`,
  Agreements_OverAlready: ({ ends, time }) =>
    `The agreement would end at ${words.time(ends)}, and it is ${words.time(time)}. ${nothingHappened} Sign one that ends later.`,
  Agreements_WrongNotice: ({ notice, parties }) =>
    `The agreement lets somebody give notice who is none of its ${words.amount(parties)} parties, or names a notice (${notice >= forever ? "for ever" : durationInWords(notice)}) that nobody may give. ${nothingHappened} Make the agreement again.`,
  Agreements_WrongArbitrator: ({ arbitrator }) =>
    /^0x0*$/.test(arbitrator)
      ? `The agreement names an arbitrator's court, but no arbitrator. ${nothingHappened} Name who decides, or remove the court.`
      : `${words.account(arbitrator)} is a party and would decide its own disputes. ${nothingHappened} Name somebody else, or nobody.`,
  Agreements_SignatureCount: ({ signatures, parties }) =>
    `There are ${words.amount(signatures)} signatures for ${words.amount(parties)} parties. ${nothingHappened} Collect the signature of each party.`,
  Agreements_NotSigned: ({ party }) =>
    `${words.account(party)} did not sign exactly this, or signed it for another chain. ${nothingHappened} Ask them to sign it as it stands.`,
  Agreements_AlreadyConcluded: ({ agreement, concluded }) =>
    `The agreement ${words.hash(agreement)} was witnessed at ${words.time(concluded)}, and that record stands. ${nothingHappened}`,
  Agreements_NotStanding: ({ agreement, concluded, ends }) =>
    concluded === 0
      ? `The agreement ${words.hash(agreement)} was never witnessed here, or it was changed. ${nothingHappened} Use the file that was signed.`
      : `The agreement ${words.hash(agreement)} ended at ${words.time(ends)}. ${nothingHappened}`,
  Agreements_OtherParties: ({ superseded }) =>
    `The agreement ${words.hash(superseded)} is between other parties, so this one can't take its place. ${nothingHappened} Name exactly its parties, or leave out what this one replaces.`,
  Agreements_MayNotLeave: ({ agreement, party }) =>
    `The agreement ${words.hash(agreement)} does not let ${words.account(party)} end it alone. ${nothingHappened} Ask all parties to sign its end.`,
  Agreements_EndsBefore: ({ agreement, ends }) =>
    `The agreement ${words.hash(agreement)} ends ${words.until(ends)} anyway, before this notice would end it. ${nothingHappened}`,
  Agreements_SignatureExpired: ({ deadline, time }) =>
    `The signatures counted until ${words.time(deadline)}, and it is ${words.time(time)}. ${nothingHappened} Sign again with a later day.`,

  /* Assignments */
  Assignments_NoDeed: () => `The order has no deed. ${nothingMoved} Make the order again.`,
  Assignments_WrongBuyer: ({ buyer }) =>
    /^0x0*$/.test(buyer)
      ? `Control of a work is sold to nobody named. ${nothingMoved} Name the buyer's account; only royalty units can be sold to whoever pays.`
      : `${words.account(buyer)} would buy from itself. ${nothingMoved} Name another buyer, or pay from another account.`,
  Assignments_WrongUnits: ({ asked, left }) =>
    `${percentOf(Number(asked))} % of the royalty units were asked for, and this order has ${percentOf(Number(left))} % left. ${nothingMoved} Take what is left or less; an order with control of the work is taken whole.`,
  Assignments_OutsideWindow: ({ opens, closes, time }) =>
    Number(time) < opens
      ? `The order can be taken from ${words.time(opens)}; it is ${words.time(time)}. ${nothingMoved} Come back then.`
      : `The order could be taken before ${words.time(closes)}; it is ${words.time(time)}. ${nothingMoved} Ask the seller for a new one.`,
  Assignments_NotOpen: ({ order, state }) =>
    state === 2
      ? `The order ${words.hash(order)} was cancelled. ${nothingMoved} Ask the seller for a new one.`
      : `The order ${words.hash(order)} was taken already. ${nothingMoved} Ask the seller for a new one.`,
  Assignments_NotSigned: ({ party }) =>
    `${words.account(party)} did not sign exactly this order, or signed it for another chain. ${nothingMoved} Ask them to sign it as it stands.`,
  Assignments_NotParty: ({ caller }) =>
    `Only the seller, or the buyer that the order names, can cancel it, not ${words.account(caller)}. ${nothingMoved} Switch to the account of one of them.`,
  Assignments_TooManyLicences: ({ licences, most }) =>
    `The order names ${words.amount(licences)} licences that must stand; there can be ${words.amount(most)}. ${nothingMoved} Name the most important ones.`,
  Assignments_ChangedHands: ({ work, seller, controller }) =>
    `${words.account(seller)} does not control ${words.work(work)} any more: ${words.account(controller)} does. ${nothingMoved} Ask who controls it now.`,
  Assignments_Revised: ({ work, version, present }) =>
    `The order is for version ${version} of ${words.work(work)}, which has version ${present} now. ${nothingMoved} Look at the new version, and ask for a new order.`,
  Assignments_Licensed: ({ work, licences, present }) =>
    `Licences of ${words.work(work)} were sold since the order was made: there are ${present}, and the order allows ${licences}. ${nothingMoved} Look at the new licences, and ask for a new order.`,
  Assignments_Renewed: ({ work, changes, present }) =>
    `Licences of ${words.work(work)} were renewed since the order was made: they changed ${present} times, and the order allows ${changes}. ${nothingMoved} Look at when they end now, and ask for a new order.`,
  Assignments_OwesMore: ({ work, owed, present }) =>
    `${words.work(work)} owes the works it is made from ${words.amount(present)} in the currency's smallest unit, and the order allows ${words.amount(owed)}. ${nothingMoved} Settle the work, which anybody can do, and try again.`,
  Assignments_UnitsMoved: ({ work, seller, units, present }) =>
    `${words.account(seller)} holds ${percentOf(Number(present))} % of the royalty units of ${words.work(work)}, and ${percentOf(Number(units))} % would be sold: they moved, or were never taken. ${nothingMoved} Ask the seller to take the units, or for a new order.`,
  Assignments_LicenceEnded: ({ licence, reason }) =>
    `The order needs ${words.licence(licence)} to stand, and it ${notLive[reason] ?? "does not"}. ${nothingMoved} Ask for a new order.`,
  Assignments_Noticed: ({ licence }) =>
    `Notice of a breach was given for ${words.licence(licence)}, which can be ended after it. ${nothingMoved} Wait until the notice is taken back or lapses, or ask for a new order that names it.`,
  Assignments_WrongValue: ({ sent, due }) =>
    `Exactly ${words.eth(due)} is due, but ${words.eth(sent)} was sent. ${nothingMoved} Open the order again.`,
  Assignments_NotPaidInFull: ({ currency, arrived, due }) =>
    `Of ${words.amount(due)} only ${words.amount(arrived)} arrived (in the smallest unit): the token ${words.account(currency)} takes a part of each transfer, or lies. ${nothingMoved} Agree on another currency.`,

  /* Licences */
  Licences_NotAllowed: ({ caller }) =>
    `Only Colophon's own contracts may do this, not ${words.account(caller)}. ${nothingHappened}`,
  Licences_UnknownTerms: ({ terms }) =>
    `The terms ${words.hash(terms)} were never recorded on this chain. ${nothingHappened} Record the terms first, or in the same transaction.`,
  Licences_NotController: ({ work, parent, licensor }) =>
    parent === 0n
      ? `${words.account(licensor)} does not control ${words.work(work)}, so it can't offer it. ${nothingHappened} Switch to the account that owns the work.`
      : `${words.account(licensor)} does not hold ${words.licence(parent)}, so it can't offer sublicences under it for ${words.work(work)}. ${nothingHappened} Switch to the account that holds that licence.`,
  Licences_ClassTaken: ({ class: number, terms }) =>
    `By rare chance these terms can't be told apart from the terms ${words.hash(terms)}: both have the number ${number}. ${nothingHappened} Change the terms slightly, such as their duration.`,
  Licences_ShareAlike: ({ work, required }) =>
    `${words.work(work)} was made under share-alike terms, so it can be offered under the terms ${words.hash(required)} only. ${nothingHappened} Offer it under exactly those.`,
  Licences_BeyondSources: ({ work, least }) =>
    least === 0
      ? `${words.work(work)} was made under a licence that allows no new works to be made from it in turn. ${nothingHappened} Offer it under terms without new works.`
      : `${words.work(work)} was made under licences that ask something of new works made from it: they must owe it at least ${percentOfShare(least)} %, if there may be any. ${nothingHappened} Raise the share of new works, or allow none.`,
  Licences_BeyondParent: ({ parent, terms }) =>
    `The terms ${words.hash(terms)} allow more than ${words.licence(parent)}, under which they would be offered, are harder to end, or ask a smaller share. ${nothingHappened} Keep what they allow, their rules and their shares within that licence.`,
  Licences_Conflict: ({ terms, other, until }) =>
    `A licence under the terms ${words.hash(other)} is in force ${words.until(until)} and excludes one under the terms ${words.hash(terms)} for the same use, purpose, territory, field and time. No licence was sold and nothing was paid. ${Number(until) < forever ? "Wait until then, or choose" : "Choose"} other uses, purposes, territories or another field.`,
  Licences_OutlivesParent: ({ parent, end, parentEnd }) =>
    `The sublicence would last ${words.until(end)}, longer than ${words.licence(parent)}, which ends at ${words.time(parentEnd)}. Nothing was sold and nothing was paid. Ask the licensor for a shorter one, or to renew theirs first.`,
  Licences_NotLive: ({ licence, reason }) =>
    `${words.licence(licence)} ${notLive[reason] ?? "is not in force"}, and this needs it. ${nothingHappened} Use a licence that is in force, or buy one anew.`,
  Licences_TooManySeats: ({ parent, seats, parentSeats }) =>
    `Sublicences under ${words.licence(parent)} would have ${words.amount(seats)} seats in all, and it has ${words.amount(BigInt(parentSeats))}. Nothing was sold and nothing was paid. Ask for fewer seats.`,
  Licences_NotAccepted: ({ recipient }) =>
    `The licence has duties, and ${words.account(recipient)}, who would get it, did not accept them. ${nothingHappened} Let them take it themselves, or first say or sign that they accept it.`,
  Licences_OtherVersion: ({ work, version, current }) =>
    `${words.work(work)} was revised: you read version ${words.amount(BigInt(version))}, and it is version ${words.amount(BigInt(current))} now. No licence was sold and nothing was paid. Read the present version and buy again.`,
  Licences_ChangedHands: ({ work, parent, licensor, controller }) =>
    `${parent === 0n ? words.work(work) : words.licence(parent)} passed from ${words.account(licensor)}, who made this offer, to ${words.account(controller)}, which ended the offer for ${words.work(work)}. No licence was sold and nothing was paid. Look for offers of the new owner.`,
  Licences_OtherTerms: ({ licence }) =>
    `The offer is not for the work, the parent and the terms of ${words.licence(licence)}, so it can't renew it. ${nothingHappened} Choose an offer of the same terms.`,
  Licences_NoEnd: ({ licence }) =>
    `${words.licence(licence)} has no end, so there is nothing to renew. You paid nothing.`,
  Licences_TooManyPeriods: ({ licence, periods }) =>
    `${words.licence(licence)} would have ${words.amount(periods)} periods, and there can be 4,095. You paid nothing. Renew for fewer periods.`,
  Licences_NotTransferable: ({ licence }) =>
    `The terms of ${words.licence(licence)} do not let it be passed on. It stays where it is.`,
  Licences_HasSublicences: ({ licence, until }) =>
    `Sublicences under ${words.licence(licence)} may be in force ${words.until(until)}, so it can't be given back. ${nothingHappened} Wait until they are over, or have those that are over cleared away.`,
  Licences_TooManyLicences: ({ work }) =>
    `${words.work(work)} has sold 4,294,967,295 licences, which is the most there can be. You paid nothing.`,
  Licences_NoDerivatives: ({ licence }) =>
    `${words.licence(licence)} does not allow new works to be made from its work. ${nothingHappened} Get a licence that does, or register without naming it.`,
  Licences_SourcesNotAscending: ({ licence }) =>
    `The licences that a new work rests on must be in ascending order, one for each earlier work; ${words.licence(licence)} is not. ${nothingHappened} Name one licence for each work.`,
  Licences_ShareAlikeTwice: ({ one, other }) =>
    `The new work would have to be offered under the terms ${words.hash(one)} and under ${words.hash(other)} at once: its sources ask for share-alike under different terms. ${nothingHappened} Leave one of them out, or ask for a licence without share-alike.`,

  /* Compliance */
  Compliance_NotHolder: ({ licence, caller }) =>
    `${words.account(caller)} does not hold ${words.licence(licence)} and may not act for its holder. ${nothingHappened} Switch to the holder's account, or ask them to name you as their agent.`,
  Compliance_NotLicensor: ({ licence, caller }) =>
    `${words.account(caller)} is not the licensor of ${words.licence(licence)}, nor their agent. ${nothingHappened} Switch to the account that controls the work, or for a sublicence holds the licence above it.`,
  Compliance_OtherTerms: ({ licence }) =>
    `The terms or conditions given are not those of ${words.licence(licence)}, or name other rules. ${nothingHappened} Load the licence again.`,
  Compliance_InvalidConditions: () =>
    `These conditions can't be counted with: they need one to four tiers that begin at 0 and ascend, a period, shares up to 100 %, a cap that is not below the minimum, and for an arbitrator a time. ${nothingHappened} Change the terms.`,
  Compliance_WrongPeriod: ({ licence, next, given }) =>
    `Period ${given + 1} of ${words.licence(licence)} was to be reported, but period ${next + 1} comes next. ${nothingHappened} Report the periods in order, each once.`,
  Compliance_PeriodNotOver: ({ licence, end, time }) =>
    `This period of ${words.licence(licence)} lasts until ${words.time(end)}; it is ${words.time(time)}. ${nothingHappened} Report it when it is over.`,
  Compliance_AfterTheEnd: ({ licence, period, end }) =>
    `${words.licence(licence)} ended at ${words.time(end)}, before its period ${period + 1} would begin. ${nothingHappened} All its periods are reported.`,
  Compliance_OtherReports: ({ licence }) =>
    `The reports given are not those that were made for ${words.licence(licence)}. ${nothingHappened} Load its reports again.`,
  Compliance_TooMuch: ({ licence }) =>
    `With this, more would be reported for ${words.licence(licence)} than can be counted. ${nothingHappened} Check the numbers, and the currency's smallest unit.`,
  Compliance_MoreThanOwed: ({ licence, paid, debt }) =>
    `${words.amount(paid)} would be paid under ${words.licence(licence)}, and ${words.amount(debt)} is owed (in the currency's smallest unit). ${nothingHappened} Pay what is owed at most: nothing is paid back. Anybody may pay a part of it meanwhile: read again what is owed, or report without paying what was due before, and pay that afterwards.`,
  Compliance_NoCertificate: ({ licence }) =>
    `Tax was withheld under ${words.licence(licence)} without a certificate. ${nothingHappened} Choose the file of the certificate.`,
  Compliance_WrongValue: ({ sent, due }) =>
    `Exactly ${words.eth(due)} is asked for, but ${words.eth(sent)} was sent. ${nothingHappened} Send exactly that.`,
  Compliance_ZeroEvidence: () =>
    `A notice of breach, and an answer to it, must name what it rests on. ${nothingHappened} Choose the file that it rests on.`,
  Compliance_Irrevocable: ({ licence }) =>
    `${words.licence(licence)} can't be ended by its terms, so no notice can be given. ${nothingHappened} Other remedies that the law gives remain.`,
  Compliance_NoticeStands: ({ licence, state, until }) =>
    `For this, a notice of breach must stand otherwise: ${words.licence(licence)} ${noticeStands[state]?.(until) ?? "has one in another state"}. ${nothingHappened}`,
  Compliance_NotCured: ({ licence, cures, time }) =>
    `The licensee of ${words.licence(licence)} has until ${words.time(cures)} to cure the breach; it is ${words.time(time)}. ${nothingHappened} Wait until then.`,
  Compliance_CureIsOver: ({ licence, cures, time }) =>
    `A notice for ${words.licence(licence)} could be contested until ${words.time(cures)}; it is ${words.time(time)}. ${nothingHappened} Answer it for the record, and seek your remedies by law.`,
  Compliance_Over: ({ licence, end }) => `${words.licence(licence)} was over at ${words.time(end)}. ${nothingHappened}`,
  Compliance_NoSuchDispute: ({ arbitrator, disputeId }) =>
    `${words.account(arbitrator)} has no open dispute number ${words.amount(disputeId)} here. ${nothingHappened} Only the arbitrator of a dispute rules, and once.`,

  /* Royalties */
  Royalties_NotAllowed: ({ caller }) =>
    `Only Colophon's own contracts may do this, not ${words.account(caller)}. ${nothingHappened} Pay with “pay” instead.`,
  Royalties_UnknownWork: ({ work }) =>
    `${words.work(work)} is not registered on this chain. ${nothingHappened} Check the number and the chain.`,
  Royalties_AlreadyTaken: ({ work, holder }) =>
    `${words.account(holder)} has taken its units of ${words.work(work)} already. ${nothingHappened} Its income can be claimed.`,
  Royalties_InvalidProof: ({ work, holder, units }) =>
    `${words.account(holder)} is not recorded as a holder of ${percentOf(Number(units))} % of ${words.work(work)}. ${nothingHappened} Use the list of holders that was registered with the work.`,
  Royalties_NotClaimant: ({ work, claimant }) =>
    `${words.account(claimant)} can't take all units of ${words.work(work)}: they were shared among several holders at registration, or somebody else claimed the work. ${nothingHappened}`,
  Royalties_NeverHeld: ({ work, holder }) =>
    `${words.account(holder)} never had units of ${words.work(work)}, so there is no income to claim. ${nothingHappened} If you have a share, claim your units first.`,
  Royalties_ZeroAmount: () => `The amount is zero. ${nothingHappened} Enter an amount.`,
  Royalties_NothingReceived: ({ currency, amount }) =>
    `The token ${words.account(currency)} was asked for ${words.amount(amount)} of its smallest unit and nothing arrived. ${nothingHappened} Don't use this token.`,
  Royalties_NotACurrency: ({ token }) =>
    `${words.account(token)} is a contract of single tokens (ERC-721), not a currency: what is one and whole can't be divided among holders. ${nothingHappened} Pay in ETH or in an ERC-20 token.`,
  Till_NotAllowed: ({ caller }) =>
    `Only the Royalties contract takes money out of a work's till, not ${words.account(caller)}. Anybody may have it swept into the work: Royalties.sweep.`,
  Royalties_TooMuch: ({ work, currency, amount }) =>
    `${words.amount(amount)} more of ${words.account(currency)} would be more than ${words.work(work)} can ever receive in one currency. ${nothingHappened}`,
  Royalties_WrongValue: ({ sent, due }) =>
    `Exactly ${words.eth(due)} is due, but ${words.eth(sent)} was sent. ${nothingHappened} Enter the amount again.`,
  Royalties_SignatureExpired: ({ deadline, time }) =>
    `The signature counted until ${words.time(deadline)}, and it is ${words.time(time)}. ${nothingHappened} Ask the holder to sign again.`,
  Royalties_InvalidSignature: ({ holder }) =>
    `${words.account(holder)} did not sign exactly this claim, or it was used already. ${nothingHappened} The income is still theirs; ask them to sign again.`,
  Royalties_OwesTooMuch: ({ work, share }) =>
    `${words.work(work)} would owe ${percentOfShare(Number(share))} % of what it receives to the works it is made from, which is more than all. ${nothingHappened} Leave some of them out, or get licences that ask for less.`,
  InvalidAccountNonce: ({ account, currentNonce }) =>
    `The signature of ${words.account(account)} was used already, or another was used before it; the next one has the number ${words.amount(currentNonce)}. ${nothingHappened} Ask them to sign again.`,
  Royalties_InvalidReceiver: ({ to }) =>
    `Income can't be sent to ${words.account(to)}: it would be lost. It is still yours to claim. Choose another address.`,

  /* OpenZeppelin: ERC-721, the tokens of works and licences */
  ERC721NonexistentToken: ({ tokenId }) =>
    `There is no work or licence with the ${words.token(tokenId)} on this chain. Check the number and the chain.`,
  ERC721IncorrectOwner: ({ sender, tokenId, owner }) =>
    `${words.account(sender)} does not own ${words.token(tokenId)}; ${words.account(owner)} does. ${nothingHappened} Switch to the owner's account.`,
  ERC721InsufficientApproval: ({ operator, tokenId }) =>
    `${words.account(operator)} may not move ${words.token(tokenId)}. ${nothingHappened} Switch to the owner's account.`,
  ERC721InvalidApprover: ({ approver }) =>
    `${words.account(approver)} does not own this token and can't let others move it. ${nothingHappened} Switch to the owner's account.`,
  ERC721InvalidOperator: ({ operator }) =>
    `${words.account(operator)} can't be allowed to move your tokens. ${nothingHappened} Choose another address.`,
  ERC721InvalidOwner: ({ owner }) => `${words.account(owner)} can't own anything. Check the address.`,
  ERC721InvalidReceiver: ({ receiver }) =>
    `${words.account(receiver)} can't receive works or licences: it is the zero address or a contract that refuses them. ${nothingHappened} Choose another address.`,
  ERC721InvalidSender: ({ sender }) =>
    `This token can't be issued again, from ${words.account(sender)}: it exists already. ${nothingHappened}`,

  /* OpenZeppelin: ERC-6909, royalty units */
  ERC6909InsufficientBalance: ({ sender, balance, needed }) =>
    `${words.account(sender)} has ${percentOf(Number(balance))} % and can't send ${percentOf(Number(needed))} %. ${nothingHappened} Send less; units that were not claimed yet must be taken first.`,
  ERC6909InsufficientAllowance: ({ spender, allowance, needed }) =>
    `${words.account(spender)} may move ${words.amount(allowance)} units, not ${words.amount(needed)}. ${nothingHappened} Ask the holder to allow it.`,
  ERC6909InvalidApprover: ({ approver }) =>
    `${words.account(approver)} can't let others move units. ${nothingHappened}`,
  ERC6909InvalidReceiver: ({ receiver }) =>
    `${words.account(receiver)} can't receive units: their income would be lost. ${nothingHappened} Choose another address.`,
  ERC6909InvalidSender: ({ sender }) =>
    `${words.account(sender)} can't send units. ${nothingHappened} Check the address.`,
  ERC6909InvalidSpender: ({ spender }) =>
    `${words.account(spender)} can't be allowed to move units. ${nothingHappened} Choose another address.`,

  /* OpenZeppelin: money and helpers */
  FailedCall: () =>
    `The receiver refused the call. ${nothingHappened} If you were claiming, your income is still yours: send it to another address.`,
  InsufficientBalance: ({ balance, needed }) =>
    `The contract has ${words.eth(balance)} and would need ${words.eth(needed)}. ${defect}`,
  SafeERC20FailedOperation: ({ token }) =>
    `The token ${words.account(token)} refused to move. ${nothingHappened} Check your balance and what you allowed, or whether the token is paused.`,
  ReentrancyGuardReentrantCall: () =>
    `A token or a receiver tried to call back in the middle of a payment, which is not allowed. ${nothingHappened} Don't use that token or receiver.`,
  StringsInsufficientHexLength: () => `A number was too long to write. ${defect}`,
  InvalidShortString: () => `A name in the contract can't be read. ${defect}`,
  StringTooLong: ({ str }) => `The text “${str.slice(0, 40)}” is too long for the contract. ${defect}`,

  /* Tokens that are used as money (ERC-6093) */
  ERC20InsufficientBalance: ({ sender, balance, needed }) =>
    `${words.account(sender)} has ${words.amount(balance)} of this token and needs ${words.amount(needed)} (in its smallest unit). ${nothingHappened} Get more of the token, or pay otherwise.`,
  ERC20InsufficientAllowance: ({ allowance, needed }) =>
    `You allowed ${words.amount(allowance)} of this token to be taken, and ${words.amount(needed)} is needed (in its smallest unit). ${nothingHappened} Allow the exact amount first.`,
  ERC20InvalidSender: ({ sender }) =>
    `This token can't be taken from ${words.account(sender)}. ${nothingHappened} Use another account.`,
  ERC20InvalidReceiver: ({ receiver }) =>
    `This token can't be sent to ${words.account(receiver)}. ${nothingHappened} Choose another address.`,
  ERC20InvalidApprover: ({ approver }) =>
    `${words.account(approver)} can't allow anyone to take this token. ${nothingHappened}`,
  ERC20InvalidSpender: ({ spender }) =>
    `${words.account(spender)} can't be allowed to take this token. ${nothingHappened}`,
  EnforcedPause: () =>
    `The token is paused: whoever runs it lets nobody move it now. ${nothingHappened} Pay in another currency, or try again when it runs.`,
};
