import type { AbiParameterToPrimitiveType } from "viem";
import type { ContractError } from "../abi/errorsAbi.ts";
import { percentOf } from "../units/percentOf.ts";
import { words } from "./words.ts";

/** The values of an error by the names of its parameters. */
type Values<error extends ContractError> = {
  [input in error["inputs"][number] as input["name"]]: AbiParameterToPrimitiveType<input>;
};

/** A sentence for every error in the ABIs: the build fails when one is missing. */
type Sentences = {
  [error in ContractError as error["name"]]: (values: Values<error>) => string;
};

const nothingHappened = "Nothing was changed and nothing was paid.";
const defect = `${nothingHappened} This is a defect: please report it with the details.`;

export const contractSentences: Sentences = {
  /* Timestamps */
  Timestamps_ZeroCommitment: () =>
    `There is nothing to stamp: the commitment is zero, which no file can open. Choose the files again. ${nothingHappened}`,

  /* Colophon */
  Colophon_UnknownCode: ({ initCodeHash }) =>
    `The code with the hash ${words.hash(initCodeHash)} is not one of Colophon's contracts, so it was not deployed. Deploy the code of this release.`,
  Colophon_UnknownTarget: ({ target }) =>
    `A batch may only call Works, Licences and Royalties, not ${words.account(target)}. ${nothingHappened} Send that step as its own transaction.`,
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

  /* Licences */
  Licences_NoUses: () => `The terms allow nothing. ${nothingHappened} Choose at least one use.`,
  Licences_ZeroDuration: () => `The terms last no time. ${nothingHappened} Choose how long a licence lasts.`,
  Licences_ZeroDeed: () => `The terms have no deed. ${nothingHappened} Make the offer again.`,
  Licences_UnknownTerms: ({ terms }) =>
    `The terms ${words.hash(terms)} were never recorded on this chain. ${nothingHappened} Record the terms first, or in the same transaction.`,
  Licences_NotController: ({ work, caller }) =>
    `${words.account(caller)} does not control ${words.work(work)}, so it can't publish or close its offers. ${nothingHappened} Switch to the account that owns the work.`,
  Licences_NotLicensor: ({ licensor, caller }) =>
    `The offer names ${words.account(licensor)} as licensor, but ${words.account(caller)} sent it. ${nothingHappened} Switch to the licensor's account.`,
  Licences_ZeroSupply: () =>
    `The offer is for no licences. ${nothingHappened} Choose how many may be sold, or no limit.`,
  Licences_EmptyWindow: ({ opens, closes }) =>
    `The offer would open at ${words.time(opens)} and close at ${words.time(closes)}, which leaves no time to buy. ${nothingHappened} Choose a later end.`,
  Licences_NotAToken: ({ currency }) =>
    `There is no token contract at ${words.account(currency)} on this chain. ${nothingHappened} Check the token's address.`,
  Licences_AlreadyPublished: ({ offer }) =>
    `Exactly this offer, ${words.hash(offer)}, was published before. ${nothingHappened} It is among the work's offers; to publish another, change its price or its window.`,
  Licences_ClassTaken: ({ work, terms }) =>
    `By rare chance these terms can't be told apart from the terms ${words.hash(terms)} of ${words.work(work)}. ${nothingHappened} Change the terms slightly, such as their duration.`,
  Licences_NotOpen: ({ offer, state }) =>
    state === 2
      ? `The offer ${words.hash(offer)} was closed. No licence was sold and nothing was paid. Look for another offer of this work.`
      : `There is no such offer, ${words.hash(offer)}, or it was changed. No licence was sold and nothing was paid. Open the offer again from the work's page.`,
  Licences_OutsideWindow: ({ opens, closes, time }) =>
    Number(time) < opens
      ? `The offer opens at ${words.time(opens)}; it is ${words.time(time)}. No licence was sold and nothing was paid. Come back then.`
      : `The offer ended at ${words.time(closes)}; it is ${words.time(time)}. No licence was sold and nothing was paid. Look for another offer of this work.`,
  Licences_SoldOut: ({ offer, supply }) =>
    `All ${supply.toLocaleString("en")} licences of the offer ${words.hash(offer)} are sold. You paid nothing. Look for another offer of this work.`,
  Licences_WorkChangedHands: ({ work, licensor, controller }) =>
    `${words.work(work)} passed from ${words.account(licensor)}, who made this offer, to ${words.account(controller)}, which ended the offer. No licence was sold and nothing was paid. Look for offers of the new owner.`,
  Licences_AboveMaximum: ({ price, maximum }) =>
    `The price is ${words.amount(price)}, more than the ${words.amount(maximum)} that you agreed to pay (in the currency's smallest unit). No licence was sold and nothing was paid. Open the offer again to see its price.`,
  Licences_WrongValue: ({ sent, due }) =>
    `Exactly ${words.eth(due)} is due, but ${words.eth(sent)} was sent. No licence was sold and the money stayed with you. Open the offer again.`,
  Licences_NotTransferable: ({ licence }) =>
    `The terms of ${words.licence(licence)} do not let it be passed on. It stays where it is.`,
  Licences_TooManyLicences: ({ work }) =>
    `${words.work(work)} has sold 4,294,967,295 licences, which is the most there can be. You paid nothing.`,

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
    `${words.account(holder)} never had units of ${words.work(work)}, so there is no income to claim. ${nothingHappened} If you have a share, take your units first.`,
  Royalties_ZeroAmount: () => `The amount is zero. ${nothingHappened} Enter an amount.`,
  Royalties_NothingReceived: ({ currency, amount }) =>
    `The token ${words.account(currency)} was asked for ${words.amount(amount)} of its smallest unit and nothing arrived. ${nothingHappened} Don't use this token.`,
  Royalties_TooMuch: ({ work, currency, amount }) =>
    `${words.amount(amount)} more of ${words.account(currency)} would be more than ${words.work(work)} can ever receive in one currency. ${nothingHappened}`,
  Royalties_WrongValue: ({ sent, due }) =>
    `Exactly ${words.eth(due)} is due, but ${words.eth(sent)} was sent. ${nothingHappened} Enter the amount again.`,
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
    `${words.account(sender)} has ${percentOf(Number(balance))} % and can't send ${percentOf(Number(needed))} %. ${nothingHappened} Send less; units that were not taken yet must be taken first.`,
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
};
