import { index, onchainTable, primaryKey } from "ponder";

// Numbers of works, licences and offers are fixed-width lower-case hexadecimal text: 0x and 56, 64 and 64 digits; terms
// have 48. Amounts are in the currency's smallest unit, times are seconds since 1970, shares parts per billion.
// (As bigint, because GraphQL's Int ends at 2^31.)
// `position` is block x 2^20 + index of the log: the order of everything, and where a page of a list begins.

/** A commitment that was stamped, by its value; stamps of the same one again only count. */
export const commitment = onchainTable(
  "commitment",
  (t) => ({
    id: t.hex().primaryKey(),
    firstBlock: t.int8({ mode: "bigint" }).notNull(),
    firstTime: t.int8({ mode: "bigint" }).notNull(),
    firstFrom: t.hex().notNull(),
    firstTransaction: t.hex().notNull(),
    /** Of the first stamp. */
    position: t.int8({ mode: "bigint" }).notNull(),
    count: t.integer().notNull(),
  }),
  (table) => ({ fromIdx: index("commitment_first_from_index").on(table.firstFrom) }),
);

export const work = onchainTable(
  "work",
  (t) => ({
    id: t.hex().primaryKey(),
    claimant: t.hex().notNull(),
    controller: t.hex().notNull(),
    /** The root that it was registered with. */
    contentRoot: t.hex().notNull(),
    salt: t.hex().notNull(),
    /** What its claimant would have stamped before registering; null if no salt was given. */
    commitment: t.hex(),
    /** Of the current metadata. */
    metadataDigest: t.hex().notNull(),
    /** As the Works contract numbers them. */
    category: t.integer().notNull(),
    /** In hundredths of a per cent. */
    resaleRoyalty: t.integer().notNull(),
    /** The only terms it may be offered on, because it was made under share-alike. */
    shareAlike: t.hex(),
    /** What works made from it must owe it at least, in parts per billion, and whether none may be made. */
    least: t.integer().notNull(),
    endsHere: t.boolean().notNull(),
    /** Null if all units belong to the claimant. */
    holdersRoot: t.hex(),
    revisions: t.integer().notNull(),
    /** The last link of the chain of its versions. */
    head: t.hex(),
    /** Parts per billion owed to parents, and what is left. */
    upstream: t.integer().notNull(),
    kept: t.integer().notNull(),
    parents: t.integer().notNull(),
    derivatives: t.integer().notNull(),
    registeredBlock: t.int8({ mode: "bigint" }).notNull(),
    registeredTime: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
    position: t.int8({ mode: "bigint" }).notNull(),
    /** The stamp of its commitment if that came first, else the registration. */
    provenTime: t.int8({ mode: "bigint" }).notNull(),
    provenPosition: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({
    positionIdx: index("work_position_index").on(table.position),
    claimantIdx: index("work_claimant_index").on(table.claimant, table.position),
    controllerIdx: index("work_controller_index").on(table.controller, table.position),
    categoryIdx: index("work_category_index").on(table.category, table.position),
    contentRootIdx: index("work_content_root_index").on(table.contentRoot),
    commitmentIdx: index("work_commitment_index").on(table.commitment),
    metadataIdx: index("work_metadata_digest_index").on(table.metadataDigest),
  }),
);

/** The registration of a work (revision 0), and each of its revisions. */
export const version = onchainTable(
  "version",
  (t) => ({
    work: t.hex().notNull(),
    revision: t.integer().notNull(),
    contentRoot: t.hex().notNull(),
    metadataDigest: t.hex().notNull(),
    salt: t.hex().notNull(),
    /** Null for the registration. */
    previous: t.hex(),
    head: t.hex(),
    commitment: t.hex(),
    provenTime: t.int8({ mode: "bigint" }).notNull(),
    provenPosition: t.int8({ mode: "bigint" }).notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
    position: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.work, table.revision] }),
    metadataIdx: index("version_metadata_digest_index").on(table.metadataDigest),
    contentRootIdx: index("version_content_root_index").on(table.contentRoot),
    commitmentIdx: index("version_commitment_index").on(table.commitment),
    positionIdx: index("version_position_index").on(table.position),
  }),
);

/** A file that was made findable: its plain SHA-256, under which content root of which work. */
export const file = onchainTable(
  "file",
  (t) => ({
    work: t.hex().notNull(),
    digest: t.hex().notNull(),
    contentRoot: t.hex().notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
    position: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.work, table.digest, table.contentRoot] }),
    digestIdx: index("file_digest_index").on(table.digest),
  }),
);

/** From a derivative to a work that it is made from. */
export const edge = onchainTable(
  "edge",
  (t) => ({
    work: t.hex().notNull(),
    parent: t.hex().notNull(),
    /** The licence that allowed it. */
    source: t.hex().notNull(),
    share: t.integer().notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
    position: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.work, table.parent] }),
    parentIdx: index("edge_parent_index").on(table.parent, table.position),
  }),
);

/** Terms of licences, content-addressed and shared by every offer that names them. */
export const terms = onchainTable("terms", (t) => ({
  id: t.hex().primaryKey(),
  uses: t.bigint().notNull(),
  /** One bit for each purpose. */
  purposes: t.int8({ mode: "bigint" }).notNull(),
  territories: t.bigint().notNull(),
  /** The hash of the field's name; null for every field. */
  field: t.hex(),
  /** The same for queries: bit n of `uses` is bit n here; the top bit makes it negative. */
  useBits: t.int8({ mode: "bigint" }).notNull(),
  /** Four words of 64 bits: territory n is bit n % 64 of word n / 64, counted from 0 (SQL counts from 1). */
  territoryBits: t.int8({ mode: "bigint" }).array().notNull(),
  /** In seconds; 2^40 - 1 for ever. */
  duration: t.int8({ mode: "bigint" }).notNull(),
  exclusivity: t.integer().notNull(),
  transferable: t.boolean().notNull(),
  sublicensing: t.integer().notNull(),
  sublicenceShare: t.integer().notNull(),
  fallsWithParent: t.boolean().notNull(),
  passesDown: t.boolean().notNull(),
  derivatives: t.integer().notNull(),
  /** 0 for any number. */
  works: t.integer().notNull(),
  upstreamShare: t.integer().notNull(),
  further: t.integer().notNull(),
  /** The contract that keeps the duties; null if there are none. */
  rules: t.hex(),
  /** The hash of what the rules go by. */
  conditions: t.hex(),
  deed: t.hex().notNull(),
  time: t.int8({ mode: "bigint" }).notNull(),
  transaction: t.hex().notNull(),
  position: t.int8({ mode: "bigint" }).notNull(),
}));

export const offer = onchainTable(
  "offer",
  (t) => ({
    id: t.hex().primaryKey(),
    work: t.hex().notNull(),
    /** The licence that it offers sublicences of; null if the work's controller offers it. */
    parent: t.hex(),
    licensor: t.hex().notNull(),
    /** The only account that may buy; null for anyone. */
    buyer: t.hex(),
    terms: t.hex().notNull(),
    currency: t.hex().notNull(),
    price: t.bigint().notNull(),
    /** 2^32 - 1 for no limit. */
    supply: t.int8({ mode: "bigint" }).notNull(),
    sold: t.int8({ mode: "bigint" }).notNull(),
    opens: t.int8({ mode: "bigint" }).notNull(),
    closes: t.int8({ mode: "bigint" }).notNull(),
    /** The first second of its licences; 0 if they start when they are sold. */
    starts: t.int8({ mode: "bigint" }).notNull(),
    /** SHA-256 of the facts of the deal. */
    schedule: t.hex(),
    closed: t.boolean().notNull(),
    closedTime: t.int8({ mode: "bigint" }),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
    position: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({
    positionIdx: index("offer_position_index").on(table.position),
    workIdx: index("offer_work_index").on(table.work, table.position),
    licensorIdx: index("offer_licensor_index").on(table.licensor, table.position),
    termsIdx: index("offer_terms_index").on(table.terms),
    currencyIdx: index("offer_currency_price_index").on(table.currency, table.price),
  }),
);

/** An offer that was closed before anybody published it: a quote that its licensor withdrew. */
export const withdrawnQuote = onchainTable("withdrawn_quote", (t) => ({
  id: t.hex().primaryKey(),
  work: t.hex().notNull(),
  time: t.int8({ mode: "bigint" }).notNull(),
  transaction: t.hex().notNull(),
  position: t.int8({ mode: "bigint" }).notNull(),
}));

export const licence = onchainTable(
  "licence",
  (t) => ({
    /** The work's number and 8 digits: the how manieth licence of the work it is, sublicences included. */
    id: t.hex().primaryKey(),
    work: t.hex().notNull(),
    /** The licence that it is a sublicence of. */
    parent: t.hex(),
    offer: t.hex().notNull(),
    terms: t.hex().notNull(),
    /** Who sold it. */
    licensor: t.hex().notNull(),
    holder: t.hex().notNull(),
    /** Who received the token when it was sold. */
    firstHolder: t.hex().notNull(),
    buyer: t.hex().notNull(),
    seats: t.integer().notNull(),
    /** Licensed from `starts` up to but not including `ends`; 2^40 - 1 for no end. */
    starts: t.int8({ mode: "bigint" }).notNull(),
    /** As sold and renewed; an early end is in `endedAt`. */
    ends: t.int8({ mode: "bigint" }).notNull(),
    /** When it ended early, which can be before it started; null if it did not. */
    endedAt: t.int8({ mode: "bigint" }),
    /** "terminated" or "surrendered". */
    ended: t.text(),
    /** Of the work when it was sold, from 1. */
    version: t.int8({ mode: "bigint" }).notNull(),
    /** The prices of the sale and of all renewals, for all seats. */
    pricePaid: t.bigint().notNull(),
    currency: t.hex().notNull(),
    renewals: t.integer().notNull(),
    /** Seats passed on by sublicences that did not end early, since all of them were over the last time. */
    seatsPassedOn: t.integer().notNull(),
    /** When the last of these would have ended by its term; 0 without one. */
    sublicencesUntil: t.int8({ mode: "bigint" }).notNull(),
    /** Periods reported, and all that was reported in them as it stands after corrections. */
    reports: t.integer().notNull(),
    units: t.bigint().notNull(),
    revenue: t.bigint().notNull(),
    /** What is owed for that before the advance, and what was paid and withheld of it. */
    owed: t.bigint().notNull(),
    debtPaid: t.bigint().notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
    position: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({
    positionIdx: index("licence_position_index").on(table.position),
    holderIdx: index("licence_holder_index").on(table.holder, table.position),
    workIdx: index("licence_work_index").on(table.work, table.position),
    // How long licences under the same terms last at most, however many there are.
    termsIdx: index("licence_terms_index").on(table.work, table.terms, table.ends),
    licensorIdx: index("licence_licensor_index").on(table.licensor, table.position),
    parentIdx: index("licence_parent_index").on(table.parent),
    offerIdx: index("licence_offer_index").on(table.offer, table.position),
    buyerIdx: index("licence_buyer_index").on(table.buyer),
  }),
);

export const renewal = onchainTable(
  "renewal",
  (t) => ({
    position: t.int8({ mode: "bigint" }).primaryKey(),
    licence: t.hex().notNull(),
    offer: t.hex().notNull(),
    payer: t.hex().notNull(),
    periods: t.integer().notNull(),
    /** The new end. */
    ends: t.int8({ mode: "bigint" }).notNull(),
    /** What it cost, for all seats and periods. */
    amount: t.bigint().notNull(),
    currency: t.hex().notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    licenceIdx: index("renewal_licence_index").on(table.licence),
    payerIdx: index("renewal_payer_index").on(table.payer),
  }),
);

/** What was reported of a period, as it stands after corrections. */
export const report = onchainTable(
  "report",
  (t) => ({
    licence: t.hex().notNull(),
    period: t.int8({ mode: "bigint" }).notNull(),
    reporter: t.hex().notNull(),
    units: t.bigint().notNull(),
    revenue: t.bigint().notNull(),
    digest: t.hex().notNull(),
    currency: t.hex().notNull(),
    /** What was owed for it when it came, before the advance. */
    owed: t.bigint().notNull(),
    correctedTime: t.int8({ mode: "bigint" }),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
    position: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.licence, table.period] }) }),
);

/** Something that was paid of what is owed under a licence. */
export const debtPayment = onchainTable(
  "debt_payment",
  (t) => ({
    position: t.int8({ mode: "bigint" }).primaryKey(),
    licence: t.hex().notNull(),
    payer: t.hex().notNull(),
    currency: t.hex().notNull(),
    amount: t.bigint().notNull(),
    /** As tax; it counts as paid. */
    withheld: t.bigint().notNull(),
    /** SHA-256 of the certificate of that tax. */
    certificate: t.hex(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    licenceIdx: index("debt_payment_licence_index").on(table.licence, table.position),
    payerIdx: index("debt_payment_payer_index").on(table.payer),
  }),
);

/** A notice of breach. */
export const notice = onchainTable(
  "notice",
  (t) => ({
    position: t.int8({ mode: "bigint" }).primaryKey(),
    licence: t.hex().notNull(),
    licensor: t.hex().notNull(),
    evidence: t.hex().notNull(),
    /** From then on the licensor may terminate, if it is not contested. */
    cures: t.int8({ mode: "bigint" }).notNull(),
    /** "given", "contested", "upheld", "rejected" or "withdrawn". */
    state: t.text().notNull(),
    /** When it lapses; of one that was rejected, when it was. */
    until: t.int8({ mode: "bigint" }).notNull(),
    answers: t.integer().notNull(),
    /** Who rules, and their number of the dispute, if it was contested. */
    arbitrator: t.hex(),
    dispute: t.bigint(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({ licenceIdx: index("notice_licence_index").on(table.licence) }),
);

/** The last notice of a licence, so that what is done with it finds it. */
export const lastNotice = onchainTable("last_notice", (t) => ({
  licence: t.hex().primaryKey(),
  notice: t.int8({ mode: "bigint" }).notNull(),
}));

/** Which notice a dispute is about, until it is ruled on. */
export const openDispute = onchainTable(
  "open_dispute",
  (t) => ({
    arbitrator: t.hex().notNull(),
    dispute: t.bigint().notNull(),
    notice: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.arbitrator, table.dispute] }) }),
);

/** That an account would take over a licence with its duties; it counts for one transfer. */
export const acceptance = onchainTable(
  "acceptance",
  (t) => ({
    position: t.int8({ mode: "bigint" }).primaryKey(),
    licence: t.hex().notNull(),
    account: t.hex().notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({ licenceIdx: index("acceptance_licence_index").on(table.licence, table.position) }),
);

/** Who may act for whom in what concerns a work or a licence. */
export const agent = onchainTable(
  "agent",
  (t) => ({
    /** The number of a work or of a licence, with 64 digits. */
    grantor: t.hex().notNull(),
    account: t.hex().notNull(),
    agent: t.hex().notNull(),
    /** The first second at which they no longer may; 0 if they never may. */
    until: t.int8({ mode: "bigint" }).notNull(),
    position: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.grantor, table.account, table.agent] }),
    agentIdx: index("agent_agent_index").on(table.agent),
  }),
);

/**
 * All licences of one book under the same terms, as the Licences contract counts them: what it compares with before it
 * sells. See contracts/libraries/Grants.sol.
 */
export const grantClass = onchainTable(
  "grant_class",
  (t) => ({
    work: t.hex().notNull(),
    /** The licence whose book it is; "0x" for the work's own. */
    parent: t.hex().notNull(),
    terms: t.hex().notNull(),
    /** When the last of them ends at the latest. */
    until: t.int8({ mode: "bigint" }).notNull(),
    /** How many there were since none was live, less those that ended early. */
    live: t.integer().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.work, table.parent, table.terms] }) }),
);

/** Money that a work received. */
export const payment = onchainTable(
  "payment",
  (t) => ({
    position: t.int8({ mode: "bigint" }).primaryKey(),
    work: t.hex().notNull(),
    currency: t.hex().notNull(),
    payer: t.hex().notNull(),
    amount: t.bigint().notNull(),
    memo: t.hex().notNull(),
    /** The licence it was for; null if it was for none. A stranger's memo that only looks like one is not taken for one. */
    licence: t.hex(),
    /** "sale", "renewal", "debt", "sweep" (through the work's till) or "payment". */
    kind: t.text().notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    workIdx: index("payment_work_index").on(table.work, table.currency, table.position),
    payerIdx: index("payment_payer_index").on(table.payer, table.position),
    licenceIdx: index("payment_licence_index").on(table.licence),
  }),
);

/** Money that moved from a derivative to a work it is made from. */
export const settlement = onchainTable(
  "settlement",
  (t) => ({
    position: t.int8({ mode: "bigint" }).primaryKey(),
    work: t.hex().notNull(),
    parent: t.hex().notNull(),
    currency: t.hex().notNull(),
    amount: t.bigint().notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    workIdx: index("settlement_work_index").on(table.work, table.currency, table.position),
    parentIdx: index("settlement_parent_index").on(table.parent, table.currency, table.position),
  }),
);

/** What a holder of units claimed. */
export const withdrawal = onchainTable(
  "withdrawal",
  (t) => ({
    position: t.int8({ mode: "bigint" }).primaryKey(),
    work: t.hex().notNull(),
    currency: t.hex().notNull(),
    holder: t.hex().notNull(),
    receiver: t.hex().notNull(),
    amount: t.bigint().notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    workIdx: index("withdrawal_work_index").on(table.work, table.currency, table.position),
    holderIdx: index("withdrawal_holder_index").on(table.holder, table.position),
  }),
);

/** Units that a holder took by proof. */
export const unitTaking = onchainTable(
  "unit_taking",
  (t) => ({
    work: t.hex().notNull(),
    holder: t.hex().notNull(),
    units: t.integer().notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
    position: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.work, table.holder] }) }),
);

export const unitTransfer = onchainTable(
  "unit_transfer",
  (t) => ({
    position: t.int8({ mode: "bigint" }).primaryKey(),
    work: t.hex().notNull(),
    sender: t.hex().notNull(),
    receiver: t.hex().notNull(),
    units: t.integer().notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    workIdx: index("unit_transfer_work_index").on(table.work, table.position),
    senderIdx: index("unit_transfer_sender_index").on(table.sender, table.position),
    receiverIdx: index("unit_transfer_receiver_index").on(table.receiver, table.position),
  }),
);

/** Royalty units of a work: 100,000,000 in all. */
export const holding = onchainTable(
  "holding",
  (t) => ({
    work: t.hex().notNull(),
    holder: t.hex().notNull(),
    /** By proof: they earn from the beginning. */
    taken: t.integer().notNull(),
    /** Received less sent. */
    traded: t.integer().notNull(),
    balance: t.integer().notNull(),
    /** Of the first event that concerned it. */
    position: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.work, table.holder] }),
    holderIdx: index("holding_holder_index").on(table.holder, table.position),
  }),
);

export const income = onchainTable(
  "income",
  (t) => ({
    work: t.hex().notNull(),
    currency: t.hex().notNull(),
    /** Everything ever: what was paid, and what derivatives settled. */
    received: t.bigint().notNull(),
    paid: t.bigint().notNull(),
    fromDerivatives: t.bigint().notNull(),
    /** What was passed on to parents. */
    settled: t.bigint().notNull(),
    /** What holders of units took out. */
    claimed: t.bigint().notNull(),
    payments: t.integer().notNull(),
    /** Of the first event that concerned it. */
    position: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.work, table.currency] }),
    currencyIdx: index("income_currency_index").on(table.currency),
  }),
);

/** What licensors earned by sublicences: it stays with them and not with the work. */
export const proceeds = onchainTable(
  "proceeds",
  (t) => ({
    account: t.hex().notNull(),
    currency: t.hex().notNull(),
    credited: t.bigint().notNull(),
    withdrawn: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.account, table.currency] }) }),
);

export const proceedsCredit = onchainTable(
  "proceeds_credit",
  (t) => ({
    position: t.int8({ mode: "bigint" }).primaryKey(),
    account: t.hex().notNull(),
    currency: t.hex().notNull(),
    amount: t.bigint().notNull(),
    licence: t.hex().notNull(),
    /** "sale", "renewal", "debt" or "payment". */
    kind: t.text().notNull(),
    /** Who paid; null if no sale, renewal or debt explains it. */
    payer: t.hex(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    accountIdx: index("proceeds_credit_account_index").on(table.account, table.position),
    payerIdx: index("proceeds_credit_payer_index").on(table.payer, table.position),
    licenceIdx: index("proceeds_credit_licence_index").on(table.licence),
  }),
);

export const proceedsWithdrawal = onchainTable(
  "proceeds_withdrawal",
  (t) => ({
    position: t.int8({ mode: "bigint" }).primaryKey(),
    account: t.hex().notNull(),
    currency: t.hex().notNull(),
    receiver: t.hex().notNull(),
    amount: t.bigint().notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({ accountIdx: index("proceeds_withdrawal_account_index").on(table.account, table.position) }),
);

export const workTransfer = onchainTable(
  "work_transfer",
  (t) => ({
    position: t.int8({ mode: "bigint" }).primaryKey(),
    work: t.hex().notNull(),
    sender: t.hex().notNull(),
    receiver: t.hex().notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({ workIdx: index("work_transfer_work_index").on(table.work, table.position) }),
);

export const licenceTransfer = onchainTable(
  "licence_transfer",
  (t) => ({
    position: t.int8({ mode: "bigint" }).primaryKey(),
    licence: t.hex().notNull(),
    sender: t.hex().notNull(),
    receiver: t.hex().notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({ licenceIdx: index("licence_transfer_licence_index").on(table.licence, table.position) }),
);

/** Every currency that occurs. What tokens say of themselves is in colophon_content.currency: that is no event. */
export const currency = onchainTable("currency", (t) => ({
  id: t.hex().primaryKey(),
  position: t.int8({ mode: "bigint" }).notNull(),
}));

/**
 * The blocks that hold any of our events, by which a chain that has changed is noticed, and how many of their logs were
 * handled, by which one that was left out is.
 */
export const block = onchainTable("block", (t) => ({
  number: t.int8({ mode: "bigint" }).primaryKey(),
  hash: t.hex().notNull(),
  logs: t.integer().notNull(),
  time: t.int8({ mode: "bigint" }).notNull(),
}));

/**
 * What happened on each day (UTC), for charts. "registration": works. "licence": sales, `value` their prices. "renewal":
 * the same. "income": payments, `value` what was received. Terms lead to uses and territories; "" where there are none.
 */
export const daily = onchainTable(
  "daily",
  (t) => ({
    /** Days since 1970. */
    day: t.integer().notNull(),
    measure: t.text().notNull(),
    category: t.integer().notNull(),
    currency: t.text().notNull(),
    terms: t.text().notNull(),
    count: t.int8({ mode: "bigint" }).notNull(),
    value: t.bigint().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.day, table.measure, table.category, table.currency, table.terms] }),
    measureIdx: index("daily_measure_index").on(table.measure, table.day),
  }),
);

/** An agreement that was witnessed. The chain has the hash of its text, and never the text. */
export const agreement = onchainTable(
  "agreement",
  (t) => ({
    id: t.hex().primaryKey(),
    text: t.hex().notNull(),
    /** 2^40 - 1 if it has no end. Of one that was ended, when that was or will be. */
    ends: t.int8({ mode: "bigint" }).notNull(),
    /** As the Agreements contract numbers the reasons. */
    ending: t.integer().notNull(),
    /** Who gave notice; null if nobody did. */
    leaver: t.hex(),
    leavers: t.int8({ mode: "bigint" }).notNull(),
    notice: t.int8({ mode: "bigint" }).notNull(),
    supersedes: t.hex(),
    arbitrator: t.hex(),
    court: t.hex(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
    position: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({ positionIdx: index("agreement_position_index").on(table.position) }),
);

/** Who signed an agreement, with their place among its parties. */
export const agreementParty = onchainTable(
  "agreement_party",
  (t) => ({
    agreement: t.hex().notNull(),
    place: t.integer().notNull(),
    account: t.hex().notNull(),
    position: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.agreement, table.place] }),
    accountIdx: index("agreement_party_account_index").on(table.account, table.position),
  }),
);

/** A sale of a work, of royalty units, or of both, under a deed. An order in parts has a row for each part. */
export const assignment = onchainTable(
  "assignment",
  (t) => ({
    position: t.int8({ mode: "bigint" }).primaryKey(),
    order: t.hex().notNull(),
    /** keccak256 of the deed, whose text the chain never has. */
    deed: t.hex().notNull(),
    work: t.hex().notNull(),
    seller: t.hex().notNull(),
    buyer: t.hex().notNull(),
    /** Whether the work's token moved. */
    control: t.boolean().notNull(),
    units: t.integer().notNull(),
    currency: t.hex().notNull(),
    price: t.bigint().notNull(),
    /** What of the price went to the work's till. */
    royalty: t.bigint().notNull(),
    time: t.int8({ mode: "bigint" }).notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    workIdx: index("assignment_work_index").on(table.work, table.position),
    sellerIdx: index("assignment_seller_index").on(table.seller, table.position),
    buyerIdx: index("assignment_buyer_index").on(table.buyer, table.position),
  }),
);

/** What became of an order of which something was taken, or that was cancelled. One that was only signed is not here. */
export const saleOrder = onchainTable(
  "sale_order",
  (t) => ({
    id: t.hex().primaryKey(),
    work: t.hex().notNull(),
    /** Units of it that were taken. */
    taken: t.integer().notNull(),
    cancelled: t.boolean().notNull(),
    /** Of the first event that concerned it. */
    position: t.int8({ mode: "bigint" }).notNull(),
  }),
  (table) => ({ workIdx: index("sale_order_work_index").on(table.work, table.position) }),
);
