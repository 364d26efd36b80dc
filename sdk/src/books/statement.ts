import type { Address, Hex } from "viem";
import type { Holders } from "../core/holders.ts";
import { ColophonError } from "../model/errors.ts";
import type { PaymentKind } from "../model/payments.ts";

/** Where on the chain something happened, as far as a statement says it. Time in seconds since 1970. */
export type EventPosition = { block: number; time: number; transaction: Hex; logIndex: number };

/**
 * What statements are computed from: the events of Works and Royalties, decoded, in the order of the log. Amounts are in
 * the smallest unit of their currency; a currency is an ERC-20 token, or the zero address for ETH.
 */
export type StatementEvent = { at: EventPosition } & (
  | {
      /**
       * Units that a holder was given at the registration of a work, whether taken yet or not, with what shows it: the
       * work has no list of holders and they are its claimant, they stand on its list, or they took them at some time.
       */
      type: "given";
      work: bigint;
      holder: Address;
      units: bigint;
      shownBy: "claimant" | "list" | "taken";
    }
  | {
      /** The list of a work's holders is not at hand, so nobody can say whose these units are: those that nobody took. */
      type: "unlisted";
      work: bigint;
      units: bigint;
    }
  | {
      /** A work is made from an earlier one, and owes it `share` parts per billion of everything it receives. */
      type: "derived";
      work: bigint;
      parent: bigint;
      share: number;
    }
  | {
      /** Money came into a work. */
      type: "paid";
      work: bigint;
      currency: Address;
      payer: Address;
      amount: bigint;
      kind: PaymentKind;
      licence: bigint | undefined;
    }
  | {
      /** What a work owes an earlier one moved up. */
      type: "settled";
      work: bigint;
      parent: bigint;
      currency: Address;
      amount: bigint;
    }
  | { type: "claimed"; work: bigint; currency: Address; holder: Address; to: Address; amount: bigint }
  | {
      /** A holder took the units that were theirs from the beginning: an event "given" came before. */
      type: "taken";
      work: bigint;
      holder: Address;
      units: bigint;
    }
  | {
      /** Units changed hands. */
      type: "moved";
      work: bigint;
      from: Address;
      to: Address;
      units: bigint;
    }
  | {
      /** The part of what is paid for a sublicence that stays with one of the licensors above it. */
      type: "credited";
      account: Address;
      currency: Address;
      amount: bigint;
      payer: Address | undefined;
      kind: PaymentKind;
      licence: bigint;
    }
  | { type: "withdrawn"; account: Address; currency: Address; to: Address; amount: bigint }
  | {
      /** A work, units of it, or both were sold under a deed; the units themselves move by an event "moved". */
      type: "assigned";
      work: bigint;
      seller: Address;
      buyer: Address;
      /** Whether the work's token moved. */
      control: boolean;
      units: bigint;
      currency: Address;
      price: bigint;
      /** What of the price went to the work's till. */
      royalty: bigint;
    }
);

/**
 * Whose money a line or balance is. "units": a holder's part of one work's income. "proceeds": what a licensor keeps of
 * sublicences. "work": everything one work receives. "payments": what an account paid to others. "sales": what an account
 * was paid at once for works and units that it sold, and "purchases" what it paid for those that it bought: capital, and
 * neither income nor expense.
 */
export type LedgerName = "units" | "proceeds" | "work" | "payments" | "sales" | "purchases";

export type LineKind =
  | PaymentKind
  /** Settled from a work that is made from this one. */
  | "derivative"
  /** Settled to a work that this one is made from. */
  | "upstream"
  | "units-given"
  | "units-taken"
  | "units-received"
  | "units-sent"
  /** A claim: money taken out of a work. */
  | "withdrawal"
  /** What is paid for a sublicence, as far as it stays with a licensor above it. */
  | "proceeds"
  | "proceeds-withdrawal"
  /** A work was sold under a deed, perhaps with units; or units alone. */
  | "work-sold"
  | "units-sold"
  /** The same from the side of whoever bought. */
  | "work-bought"
  | "units-bought";

/** One movement. Amounts in the smallest unit of the currency; undefined where a line has no such thing. */
export type StatementLine = EventPosition & {
  ledger: LedgerName;
  kind: LineKind;
  work: bigint | undefined;
  currency: Address | undefined;
  /** Who paid, or who got it. */
  counterparty: Address | undefined;
  /** The derivative that the money came from, or the earlier work that it went to. */
  otherWork: bigint | undefined;
  licence: bigint | undefined;
  /** Units after the line, of 100,000,000. */
  units: bigint | undefined;
  /** How many units the line brought (more than zero) or took. */
  unitsMoved: bigint | undefined;
  /** What moved in all: into the work, out of it, to or from the account. */
  amount: bigint | undefined;
  /** The part of it that the units stand for, before what is owed to earlier works. */
  gross: bigint;
  /** What is owed to earlier works of that. */
  upstream: bigint;
  /** What is left, gross less upstream: it became available to the account then, whether its units were taken or not. */
  net: bigint;
  /** What could be withdrawn from then on: the net of units that are taken, and what units had earned when they are. */
  taken: bigint;
  /** What was withdrawn; of a work, by its holders. */
  withdrawn: bigint;
  /** What the account paid to others. For ledgers of payments alone. */
  paid: bigint;
  /** After the line: available, and on units that are not taken yet. For ledgers of units alone. */
  untaken: bigint | undefined;
  /** After the line: taken and not withdrawn. */
  waiting: bigint | undefined;
};

/** Where one account in one currency stands at a moment. */
export type StatementBalance = {
  ledger: LedgerName;
  work: bigint | undefined;
  currency: Address;
  account: Address | undefined;
  /** The account's share of the work, taken or not. */
  units: bigint | undefined;
  /** Of it, what is not taken. */
  unitsUntaken: bigint | undefined;
  /** All that the work ever received, for ledgers of works and units. */
  received: bigint | undefined;
  /** All that ever became available to the account. */
  entitled: bigint;
  /** Of that, available and not taken: earned by units that are not taken yet. For ledgers of units alone. */
  untaken: bigint | undefined;
  /** All that was ever withdrawn. */
  withdrawn: bigint;
  /** All that was ever paid to others. For ledgers of payments alone. */
  paid: bigint;
  /** Entitled less untaken and withdrawn; nothing for payments. */
  waiting: bigint;
  /** For a work: what it owes to earlier works and was not settled. */
  unsettled: bigint | undefined;
};

/** What the lines of a period add up to. */
export type StatementTotal = {
  ledger: LedgerName;
  currency: Address;
  kind: LineKind;
  lines: number;
  gross: bigint;
  upstream: bigint;
  net: bigint;
  taken: bigint;
  withdrawn: bigint;
  paid: bigint;
};

/**
 * What can't be known for want of a list of holders: units that nobody took may be the account's, or may not. Then all
 * that they earned in the period is the most that is missing from the statement for this work.
 */
export type StatementUnknown = { work: bigint; currency: Address; units: bigint; received: bigint; atMost: bigint };

/** What a comparison found: the same, not the same, or one side could not be had. */
export type ComparisonResult = "consistent" | "differs" | "unknown";

/** Who got what of a payment: how it was divided when it came in, whoever takes their part when. */
export type StatementPayee = EventPosition & {
  kind: LineKind;
  work: bigint;
  licence: bigint | undefined;
  currency: Address;
  /**
   * "holder": somebody who had units then. "licensor": who keeps a part of a sublicence's price. "earlier-work": what is
   * owed to a work that this one is made from. "unknown": units of a list of holders that is not at hand.
   */
  part: "holder" | "licensor" | "earlier-work" | "unknown";
  payee: Address | undefined;
  /** The earlier work. */
  otherWork: bigint | undefined;
  /** The units that the part stands for. */
  units: bigint | undefined;
  /** The parts of a payment add up to it; one may be a smallest unit more or less than what the contract counts in all. */
  amount: bigint;
};

/** What one payee got in all. */
export type StatementPayeeTotal = {
  payee: Address | undefined;
  part: StatementPayee["part"];
  currency: Address;
  payments: number;
  amount: bigint;
};

/** One figure of the statement beside the same figure of the contract at the closing block. */
export type StatementCheck = {
  check: string;
  result: ComparisonResult;
  work: bigint | undefined;
  currency: Address | undefined;
  /** From the events, in the currency's smallest unit; units of the work where there is no currency. */
  computed: bigint | undefined;
  /** From the contract. */
  contract: bigint | undefined;
  /** How anybody can look it up again, or why it is not known. */
  how: string;
};

export type StatementQuery = {
  /** Whose share of income is meant. Without one, the statement is of `work` as a whole. */
  holder?: Address | undefined;
  /** Only this work; all works in which the holder ever had units if missing. */
  work?: bigint | undefined;
  /** Whose payments to others are listed. */
  payer?: Address | undefined;
  /** Only this currency. */
  currency?: Address | undefined;
  /** Lists of holders that somebody has as files, for works whose list is not in the content store. */
  lists?: readonly Holders[] | undefined;
  /** Seconds since 1970: lines from then on; from the beginning if missing. */
  from?: number | undefined;
  /** Seconds since 1970: lines before then; up to the block that is read if missing. */
  until?: number | undefined;
};

/** A statement as it is computed: openings, lines, totals, closings, what is unknown, and checks if a chain was asked. */
export type StatementPart =
  | { section: "openings"; row: StatementBalance }
  | { section: "lines"; row: StatementLine }
  | { section: "payees"; row: StatementPayee }
  | { section: "payeeTotals"; row: StatementPayeeTotal }
  | { section: "totals"; row: StatementTotal }
  | { section: "closings"; row: StatementBalance }
  | { section: "unknown"; row: StatementUnknown }
  | { section: "checks"; row: StatementCheck };

/** A statement that was asked for cannot be made: nobody and nothing named, an empty period, events out of order. */
export class StatementError extends ColophonError {
  override name = "StatementError";
}

/** What each kind of account is, for people. */
export const ledgerWords: Record<LedgerName, string> = {
  units: "Share of a work",
  proceeds: "Sublicences",
  work: "The work",
  payments: "Paid to others",
  sales: "Works and shares sold",
  purchases: "Works and shares bought",
};

/** Who is paid, for people. */
export const payeeWords: Record<StatementPayee["part"], string> = {
  holder: "Holder of units",
  licensor: "Licensor above",
  "earlier-work": "A work it is made from",
  unknown: "Not known: the list of holders is not at hand",
};

/** What each kind of line is, for people. */
export const lineWords: Record<LineKind, string> = {
  sale: "Licence sold",
  renewal: "Licence renewed",
  debt: "Owed under a licence",
  till: "Paid into the till",
  payment: "Payment",
  derivative: "From a work made from it",
  upstream: "To a work it is made from",
  "units-given": "Share given at registration",
  "units-taken": "Units claimed",
  "units-received": "Share received",
  "units-sent": "Share sent",
  withdrawal: "Withdrawal",
  proceeds: "From a sublicence",
  "proceeds-withdrawal": "Proceeds withdrawn",
  "work-sold": "Work sold",
  "units-sold": "Share sold",
  "work-bought": "Work bought",
  "units-bought": "Share bought",
};
