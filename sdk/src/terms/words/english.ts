import { count, grouped, wordFor } from "../../model/numbers.ts";
import { durationInWords } from "../../model/time.ts";
import { inList } from "../../model/words.ts";
import { type SeatMeaningId, seatMeanings } from "../seats.ts";
import { type TerritoryCode, territories } from "../territories.ts";
import { type PurposeId, purposes, type UseId, uses } from "../uses.ts";

function sentencesOf<Id extends string>(terms: readonly { id: Id; sentence: string }[]): Record<Id, string> {
  return Object.fromEntries(terms.map(({ id, sentence }) => [id, sentence])) as Record<Id, string>;
}

const alone =
  "through the contracts, nobody else is granted a licence of this entry of the Work that shares with this one an act, a purpose, a territory, the field and time, other than the licences above it and sublicences under it. A licence for every field shares the field with each. The contracts go by these lists and by this entry: they do not see licences given elsewhere, other entries of the same content, or uses that overlap in fact. The Licensor declares that no licence given elsewhere and no other entry of the same content stands in the way, and gives and makes none.";

const ownWork =
  "You may make new works from the Work within the licensed uses and purposes, such as adaptations, translations and remixes, in a way that does not harm the author's honour or reputation. What you add is yours. While this licence is in force you may register such a work in Colophon as made from this one. The contracts let a work that was registered so be licensed after the end too; whether it may still be used after a breach is a matter of law.";

const remedies = "For a breach the Licensor has the other remedies that the law gives.";

/**
 * The words of licence texts in English. They are part of the format colophon-deed/2 and never change. Another language
 * is another such file, with an entry in languages.ts.
 */
export const english = {
  /** What the language calls itself. */
  name: "English",
  list: (items: readonly string[]) => inList(items),
  number: (value: number | bigint | string) => grouped(value),
  /** A decimal with a point, as percentOfShare writes it. */
  decimal: (text: string) => {
    const [whole = "0", fraction] = text.split(".");
    return `${grouped(whole)}${fraction === undefined ? "" : `.${fraction}`}`;
  },
  durationOf: (seconds: number) => durationInWords(seconds),
  months: (months: number) => count(months, "calendar month"),
  quoted: (text: string) => `“${text}”`,
  uses: sentencesOf<UseId>(uses),
  purposes: sentencesOf<PurposeId>(purposes),
  seats: sentencesOf<SeatMeaningId>(seatMeanings),
  territories: Object.fromEntries(territories.map(({ code, name }) => [code, name])) as Record<TerritoryCode, string>,

  titles: {
    licence: "Licence",
    may: "What you may do",
    where: "Where",
    mayNot: "What you may not do",
    howLong: "How long",
    howMany: "For how many",
    changes: "Changes and new works",
    passingOn: "Passing it on",
    credit: "Credit",
    money: "What you pay and report",
    ending: "Ending it early",
    others: "Rights of others",
    liability: "Who answers for what",
    annexes: "Annexes",
    enforcement: "What the contracts enforce, and what binds by agreement",
    law: "Law and notices",
    notThis: "What this is not",
  },

  opening: {
    generated: "This is the text of a licence.",
    own: (document: string) =>
      `This is the cover of a licence. Its text is a document of the parties: ${document}. That document says what the Licensor and you agree. Colophon did not write it, and nobody but the parties sees to it.`,
    ownBesides:
      "What follows is what the contracts go by. Where the document of the parties says something else, it binds the Licensor and you between yourselves; the contracts do not read it and go by the list below.",
    work: "“The Work” is the work that the licence token belongs to, in the versions that its record, “this entry”, holds when the licence is sold and in those that are added to it later. “The contracts” are those of Colophon that issued the token, and of them “the rules” is the one that the terms name, if they name one. “You” are the holder of the token.",
    licensor:
      "“The Licensor” is whoever may grant this licence: the account that controls the Work, or for a sublicence the account that holds the licence above it, and the person behind that account. If that passes to another account, the Licensor is another from then on, who takes over what is promised here; whoever promised it still answers for it.",
  },

  may: {
    begin: "From the beginning to the end of the Term you may:",
    purposes: "You may do this:",
    both: "What you do must be in the first list, and what you do it for in the second.",
    needed:
      "You may do what each of these uses cannot do without, such as making copies. You may let others act for you, for your purposes only, and you answer for what they do.",
    uses: (sentences: string) => `You may ${sentences}.`,
    usesFor: (sentences: string) => `You may do this ${sentences}.`,
  },

  where: {
    worldwide: "You may use the Work anywhere in the world.",
    only: (places: string) =>
      `You may use the Work in ${places}, and nowhere else. What you put online is used wherever it is directed at people.`,
  },

  field: {
    all: "It is for every field: every language, format, product category and project.",
    one: (field: string) => `It is for one field only: ${field}.`,
  },

  duration: {
    begins:
      "The Term begins at the start that the licence token records: its sale, or a later time that the offer named.",
    forever: "It has no end, but lasts no longer than the rights in the Work.",
    lasts: (duration: string) =>
      `It lasts ${duration}, and as long again for each period that is bought by renewal. A renewal needs an open offer of the Licensor on these same terms, and costs what that offer asks. Nobody owes you one. The end that the token records is the first moment at which you are no longer licensed.`,
  },

  exclusivity: {
    "non-exclusive":
      "The permission is not exclusive: the Licensor may use the Work and may license it to others, now or later.",
    sole: `The permission is sole: ${alone} The Licensor may still use the Work.`,
    exclusive: `The permission is exclusive: ${alone} The Licensor does not use the Work in these ways either.`,
  },

  transfer: {
    no: "The licence token cannot be transferred. It stays with the account that first received it.",
    yes: "You may transfer the licence token. The new holder then has this licence for the rest of the Term, and you have it no longer. It cannot be divided.",
    duties:
      "The contracts transfer it only to an account that takes it over itself, or said that it would: with its duties and what is unpaid under it. You still answer for what was due before.",
    agents:
      "Through the contracts you may name agents, until a time that you choose. They can act for you in what concerns this licence, but cannot transfer it or give it back, and you answer for what they do.",
  },

  sublicences: {
    none: "You may not grant licences to others under this one.",
    some: (levels: number) =>
      `You may grant sublicences to others through the contracts, for all or part of what this licence allows. ${wordFor(levels, "Your sublicensees may not grant any further.", `They may be granted down to ${levels} levels below this licence.`)} A sublicence allows nothing that this licence does not, lasts no longer, and counts towards its seats. If this licence ends, for whatever reason, the sublicences below it end with it.`,
    noShare: "Since there are no sublicences, no share of them is owed.",
    keepAll: "You keep all that reaches you from sublicences through the contracts.",
    share: (percent: string) =>
      `Of all that reaches this licence from sublicences through the contracts, whether prices, renewals or payments for reports, ${percent} % goes up and you keep the rest. What goes up goes to the holder of the licence above this one, if there is one, and is divided again as that licence says; what is left at last goes to the holders of the Work's royalty units.`,
    falls: "If this is a sublicence, it ends with any licence above it, whatever ends that one.",
    fallsForOthers:
      "It may have been granted under a licence that can be ended for a breach of others, and falls with it though you did nothing wrong.",
    safeParent:
      "The contracts do not let it be offered under a licence that rules can end, or that falls with one above it.",
    noneToPass: "There are no sublicences that could have conditions.",
    passesDown: "A sublicence must have the same rules and conditions as this licence, and pass them down in turn.",
    passesNothing:
      "A sublicence may have other conditions than this licence, or none if it says that it falls with this one.",
  },

  changes: {
    yes: "You may change the Work as far as the licensed uses call for it, in a way that does not harm the author's honour or reputation.",
    no: "You may not change the Work, apart from what a licensed use technically requires, such as another size, format or resolution.",
    copies:
      "For machine learning, copies may be divided, marked and brought into other formats; that is no change of the Work.",
    moral:
      "The author keeps the moral rights that the law does not let them give up, such as the right to be named and the right to object to what harms their honour.",
  },

  newWorks: {
    none: "You may not make new works from the Work, such as adaptations, translations and remixes, or register any as made from it.",
    allowed: ownWork,
    "share-alike": `${ownWork} Once registered, it can be offered through the contracts under exactly the terms of this licence and no others.`,
    noCount: "Since no new works may be made, none are counted.",
    anyNumber: "You may make and register any number of them under this licence.",
    most: (works: number) =>
      `You may register ${wordFor(works, "one of them", `at most ${works} of them`)} under this licence, however many seats it has.`,
    noneOwed: "Since no new works may be made from the Work, no share of them is owed.",
    noShare: "A new work made from the Work owes it no share of what it receives.",
    share: (percent: string) =>
      `A new work that is registered as made from the Work owes it ${percent} % of everything that the new work receives through the contracts, for as long as it receives anything.`,
    noFurther: "Since no new works may be made, nothing is made from them.",
    free: "What may be made from the new work in turn is for its controller to say, within what the law asks for the Work itself.",
    "owes-on": (percent: string) =>
      `Through the contracts, the new work can be offered for works to be made from it in turn only if they owe it at least ${percent} %.`,
    "ends-there": "Through the contracts, the new work cannot be offered for works to be made from it in turn.",
  },

  credit: {
    named:
      "Name the author and the title as the offer's facts or else the record of the Work give them, where and how that is customary for the use.",
    changed: "If you changed the Work, say so.",
    unnamed:
      "The Licensor does not ask you to name the author. Where the law gives authors a right to be named that they cannot give up, that right remains.",
  },

  seatCount: "A licence has as many seats as the token records.",

  mayNot: {
    begin: "What is not listed above is not licensed. In particular, you may not:",
    advertising: "use the Work to advertise or promote anything",
    goods: "put the Work on goods",
    mark: "use the Work as a name, a logo or another sign for goods, services or places",
    "sell-copies": "sell copies of the Work as such, outside the uses above",
    tokenise: "make tokens that stand for copies of the Work",
    prompt: "give the Work to a machine learning model as an input or a reference",
    trainGenerative: "train or fine-tune machine learning models that generate works with the Work",
    train: "train, fine-tune or evaluate machine learning models with the Work",
    endorse: "say or suggest that you are the author of the Work, or that its author endorses you",
    law: "Nothing here takes away what the law allows everybody without a licence, such as quotation.",
    reserved:
      "As far as the law lets them, the Licensor reserves the mining of text and data in the Work to those whom they license for it.",
  },

  after: {
    copies: (sellOff: string) =>
      `Copies that were lawfully handed over to others before the end may stay with them. After the end you make, publish and hand over no more, and you take down what you control${sellOff}.`,
    sellOff: (duration: string) =>
      `, except that for ${duration} after the end you may sell off the copies that were made by then. What you make by that stays to be reported and paid as before. It does not apply if this licence was ended for a breach`,
    modelStays:
      "A model that was trained with the Work before the end may stay in use after it. Train no more with the Work then, and delete the copies that you made for it.",
    modelRetires:
      "A model that was trained with the Work is taken out of use at the end, and deleted with the copies that you made for it, unless the part that the Work had in it is removed.",
    output:
      "What a model generates is not licensed by this text where it repeats the Work or a substantial part of it; see to it that it does not.",
  },

  money: {
    price:
      "The price is the one at which the licence was sold, and that of each renewal. What you pay through the contracts is divided there among the holders of the Work's royalty units and, for a sublicence, the holders of the licences above it. What you pay so, you owe to nobody any more: it discharges you towards the Licensor and all of them, however it is divided. It is all that you pay, taxes included, unless the facts of the deal say that a tax comes on top; whoever the law makes owe a tax pays it.",
    nothing: "You report nothing and owe nothing beyond the price.",
    nothingOwed: "Nothing is owed for what you report.",
    ether: "ETH",
    named: (symbol: string, address: string, decimals: number) =>
      `${symbol}, which is the token ${address}. It called itself so and had ${decimals} decimals when this text was written; the contracts go by its address and its smallest unit`,
    smallest: (amount: string) => `${amount} of its smallest unit`,
    currency: (named: string) =>
      `Revenue is reported, and what is owed is paid, in ${named}. What you earn in another currency is converted at a published rate of the day on which its period ends, which your detailed report names.`,
    noCurrency: "Since nothing is reported, nothing is owed for reports.",
    ofRevenue: (percent: string) => `${percent} % of the revenue`,
    perUnit: (amount: string) => `${amount} for each unit`,
    both: " and ",
    rateOfNothing: "nothing",
    units: (number: string) => `${number} units`,
    upTo: (bound: string) => `up to ${bound}`,
    above: (bound: string) => `above ${bound}`,
    between: (bound: string, next: string) => `above ${bound} and up to ${next}`,
    always: "always",
    byUnits:
      "The royalty is counted over the whole life of this licence. Each unit falls into the tier that all units reported before it have reached, and the revenue of a period is spread evenly over its units; that of a period without units falls into the tier that is reached.",
    byRevenue:
      "The royalty is counted over the whole life of this licence. Each part of the revenue falls into the tier that all revenue reported before it has reached; the units of a period fall into the tier in which the period begins.",
    owes: (rate: string) => `You owe ${rate}.`,
    noRoyalty: "No royalty is owed on revenue or units as such.",
    oneTier: "The royalty is the same from the beginning.",
    noMinimum: "There is no minimum for a period.",
    minimum: (amount: string, perSeat: boolean) =>
      `For each period you owe at least ${amount}${perSeat ? " for each seat" : ""}, also if there was nothing to report.`,
    minimumPart: "Of a last period that is cut short, it is owed in the proportion of its length.",
    carriesOver:
      "Minimum and royalties are compared over the whole life of this licence: what is owed in all is the larger of all royalties and all minimums so far, so that what a good period owed above its minimum counts for a poor one, before or after it.",
    byItself: "Each period is counted by itself: what was owed above its minimum does not count for another.",
    noSeatMinimum: "There is no minimum that could be for each seat.",
    seatMinimum: "The minimum is for each seat.",
    licenceMinimum: "The minimum is for the licence, however many seats it has.",
    noCap: "There is no maximum for a period.",
    cap: (amount: string) =>
      `For each period you owe at most ${amount}, also if the minimum for all seats would be more. Of a last period that is cut short, this is in the proportion of its length.`,
    noLifeCap: "There is no maximum over the life of this licence.",
    lifeCap: (amount: string) => `Over the whole life of this licence you owe at most ${amount}, the advance included.`,
    noAdvance: "There is no advance: what is owed is due from the beginning.",
    advance: (amount: string) =>
      `The price contains an advance of ${amount} on what you will owe. So much of it is kept back first, and only what is above is due. The advance is never paid back.`,
    atOnce: "as soon as it is over",
    within: (grace: string) => `within ${grace} after it is over`,
    period: (length: string, within: string) =>
      `For each period of ${length} from the start of the Term, ${within}, you report through the contracts how many units you sold or handed over and what revenue you made with the Work. Periods are reported in order, each once; the last ends with this licence. A report is your statement: the contracts cannot tell whether it is true. Keep the books that it rests on for three years, and show them on request, at most once a year, to the Licensor or to an accountant of theirs who keeps them secret.`,
    neverLate: "Nothing is ever late, since nothing is reported.",
    lateAtOnce: "A report that was not made is in arrears as soon as its period is over.",
    late: (grace: string) => `A report that was not made is in arrears ${grace} after its period is over.`,
    definitions:
      "A unit is one copy or one product with the Work or, where you sell and hand over none, one use of the Work. Your revenue is all that you are paid, and others for you, for goods and services in which you use the Work, before costs, without value added and sales taxes, and after refunds. What is paid under sublicences through the contracts is divided there and not reported.",
    due: "What is owed for a period is due when its report is. It may be paid with the report or later, in parts, and by anybody: what is not paid stays a debt, and bears the interest for late payment that the law gives, which the contracts do not count. If a report was wrong, correct it through the contracts as soon as you know: what you then owe more is due at once, what you owe less counts towards what you will owe, and nothing is paid back. If the law makes you withhold tax from a payment, pay it to the authority and record the digest of its certificate through the contracts: the amount counts as paid.",
  },

  ending: {
    surrender: (sublicensing: boolean) =>
      `You may give this licence back through the contracts at any time${sublicensing ? ", but not while sublicences under it may be in force" : ""}. Then it is over for good, nothing is paid back, and what was owed until then stays owed.`,
    irrevocable: `The Licensor cannot end this licence before its Term ends, not even for a breach. ${remedies}`,
    plain: (cure: string, lapse: string, contested: boolean) =>
      `If you break this licence, the Licensor may give you notice of the breach through the contracts, with the digest of the evidence. It counts from when the contracts record it: watch for it, or name an agent who does. You have ${cure} from then to cure the breach, and you may answer with the digest of your answer. If you have cured it, the Licensor takes the notice back. If not, the Licensor may end this licence once that time is over; a notice that is not acted on within ${lapse} after it lapses, and another may be given then. ${contested ? "Where you do not contest a notice, the" : "The"} contracts do not judge whether there was a breach or a cure: who ends a licence without a ground answers for it by law. What you lawfully did before the end stays lawful.`,
    noRuling: "Since no notice can be given, nobody rules on one.",
    noArbitrator: "Nobody rules on a notice. You can answer it, and turn to the courts.",
    arbitrator: (address: string, told: string, silence: string, lapse: string) =>
      `Until the time to cure is over, you may contest a notice before the arbitrator ${address}${told === "" ? "" : `, which is told ${told}`}, by paying what it asks. Then the Licensor may end this licence only if the arbitrator rules within ${silence} from then that it may be ended, and only after the time to cure, within ${lapse} after both. If the arbitrator rules otherwise, or is silent for that long, this licence goes on; another notice may be given for another reason.`,
  },

  others: {
    people: {
      unsaid:
        "The Licensor does not say whether people can be recognised in the Work, and whether they agreed to its use.",
      none: "The Licensor declares that nobody can be recognised in the Work.",
      cleared:
        "The Licensor declares that whoever can be recognised in the Work agreed to these uses, and shows you the agreement on request.",
      "not-cleared":
        "People can be recognised in the Work who did not agree to these uses: get what you need from them before you begin.",
    },
    property: {
      unsaid:
        "The Licensor does not say whether the Work shows property or works of others, and whether their owners agreed to its use.",
      none: "The Licensor declares that the Work shows no property and no works of others for which these uses need a permission.",
      cleared:
        "The Licensor declares that the owners of the property and works that the Work shows agreed to these uses, and shows you the agreement on request.",
      "not-cleared":
        "The Work shows property or works of others whose owners did not agree to these uses: get what you need from them before you begin.",
    },
    marks: {
      unsaid: "The Licensor does not say whether marks of others can be seen or heard in the Work.",
      none: "The Licensor declares that no marks of others can be seen or heard in the Work.",
      cleared:
        "The Licensor declares that the owners of the marks that can be seen or heard in the Work agreed to these uses, and shows you the agreement on request.",
      "not-cleared":
        "Marks of others can be seen or heard in the Work, and their owners did not agree to these uses: get what you need from them before you begin.",
    },
    societies: {
      unsaid:
        "The Licensor does not say whether a collecting society manages rights in the Work that these uses need: ask the society before you begin.",
      none: "The Licensor declares that no collecting society manages rights in the Work.",
      cleared:
        "The Licensor declares that they may grant the rights that a collecting society manages in the Work, and that nothing is owed to the society for these uses.",
      "not-cleared":
        "A collecting society manages rights in the Work, such as those to perform, to broadcast and to record it. They are not part of this licence: get them from the society and pay it.",
    },
  },

  liability: {
    law: "Nothing is agreed about liability: each party answers to the other as the law says, and this text sets no limit.",
    paid: "Each party answers to the other for at most what was paid and is owed for this licence in all: its price, its renewals, and what is owed for reports.",
    most: (amount: string) => `Each party answers to the other for at most ${amount} in all.`,
    none: "Neither party promises more than the law says to keep the other free from claims of third parties.",
    licensor:
      "If a third party claims that the Work, used as this licence allows, infringes its rights, the Licensor keeps you free from that claim and from what it reasonably costs to defend against it. That does not cover what you added or changed, uses that this licence does not allow, and rights of others that this text does not say are cleared or absent.",
    licensee:
      "If a third party makes a claim against the Licensor because you used the Work as this licence does not allow, or because of what you added to it, you keep the Licensor free from that claim and from what it reasonably costs to defend against it. A consumer owes that only for what the law makes them answer for.",
    conduct:
      "Whoever wants to be kept free tells the other without delay, lets them lead the defence, and settles nothing without them.",
    covers: "The limit counts for being kept free from claims too.",
    limits:
      "The limit does not count for what is owed as price, royalty or interest, and not for what the law does not let a party limit: in many laws intent, gross negligence, harm to life, body or health, and what a party guaranteed or hid. A consumer keeps every right that the law gives them, whatever stands here.",
    many: "Where one side uses the same text for many, the law may let such a limit or promise count only in part, or not at all.",
  },

  annexes: {
    begin:
      "These documents are part of this licence. Each is named by its digest, so that no other can take its place:",
    part: (title: string, type: string, digest: string, at: string) =>
      `${title}, ${type}, with the SHA-256 ${digest}${at === "" ? ", which the Licensor hands over" : `, kept at ${at}`}`,
    text: "Where an annex says something else than this text, this text prevails.",
    annexes: "Where an annex says something else than this text, the annex prevails between the Licensor and you.",
    read: "The contracts do not read annexes: they enforce what is listed as enforced, whatever an annex says.",
  },

  /** What each fact of a deal is called. They are no words of a licence text, but stand beside it. */
  facts: {
    project: "Project",
    versions: "Versions of the work",
    credit: "Credit line",
    delivery: "Delivery",
    delivered: "Delivered",
    accepted: "Accepted",
    licensor: "Licensor",
    licensee: "Licensee",
    statement: (digest: string) => `; statement of identity with the SHA-256 ${digest}`,
    tax: "Tax",
    annex: "Annex",
  },

  law: {
    none: "This text chooses no law: the one applies that applies without a choice.",
    chosen: (law: string) => `The law that governs this licence is that of ${law}.`,
    noForum: "It chooses no court either: those decide that do so without a choice.",
    courts: (courts: string) => `Disputes about it are decided by the courts of ${courts}.`,
    arbitration: (rules: string, seat: string) =>
      `Disputes about it are decided by arbitration under ${rules}, with its seat in ${seat}, and not by courts.`,
    contractNotices: "Notices through the contracts count from when the contracts record them.",
    notices: (address: string) => `Other notices reach the Licensor at ${address}.`,
    language:
      "The words that count are the English ones of this text; a translation is a help to read it and no part of it.",
    whole:
      "This text, with its annexes and the facts of the deal that the offer names, is all that was agreed. If a part of it does not hold, the rest does.",
    consumer:
      "A consumer keeps the rights and the courts that the law of their country does not let them give up, such as a right to withdraw from a purchase. The contracts pay nothing back: turn to the Licensor.",
  },

  enforced: {
    begin: "The contracts:",
    record:
      "record the uses, the purposes, the territories, the field, the start, the end and the seats, and tell anyone who asks whether an account is licensed for a use and a purpose, in a territory and a field, at a time",
    open: "refuse to grant a licence of this entry that would overlap, in all of use, purpose, territory, field and time, a sole or exclusive one that they granted, or the other way round",
    closed:
      "refuse to grant any licence of this entry that overlaps this one in all of use, purpose, territory, field and time, other than sublicences under it, and refused to grant this one over any other that is not above it",
    accepted: "granted this licence only to an account that bought it for itself, or signed that it accepts it",
    noTransfer: "refuse to transfer the token",
    transfer: "let the token be transferred",
    transferAccepted:
      "let the token be transferred, but only to an account that takes it over itself, or said that it would",
    noSublicences: "refuse sublicences",
    sublicences: (passesDown: boolean) =>
      `keep sublicences within what this licence allows, its end, its seats and its levels${passesDown ? ", with the same rules and conditions" : ""}, and divide what is paid under them`,
    noNewWorks: "refuse to register new works under this licence",
    newWorks: (counted: boolean) => `register new works under this licence${counted ? ", no more than it allows" : ""}`,
    shareAside: "set the share aside that they owe",
    sameTerms: "refuse to offer them under other terms",
    owesOn: "refuse to offer them for further works that would owe them less",
    endsThere: "refuse to offer them for further works",
    reports:
      "take reports in order, work out what is owed for what is reported, divide what is paid of it, and show what was not reported or not paid",
    irrevocable: "let nobody but you end this licence before its Term ends, other than with a licence above it",
    revocable:
      "let the Licensor or their agent end this licence after notice and the time to cure, within the time in which a notice counts, and nobody else but you, other than with a licence above it",
    contestable:
      "let the Licensor or their agent end this licence after notice and the time to cure and, if you contested the notice, after a ruling that it may be ended, within the time in which these count, and nobody else but you, other than with a licence above it",
    blind: (reports: boolean, breach: boolean) =>
      `They cannot see what anybody does with the Work${reports ? ", whether a report is true" : ""}${breach ? ", whether there was a breach" : ""}, or what was agreed elsewhere, and they cannot prevent it.`,
    agreed:
      "Everything else in this text, including what a seat is, credit, changes and what you may not do, binds the Licensor and you as an agreement between you.",
    agreedOwn: "Everything else binds the Licensor and you as an agreement between you, as far as the law lets it.",
    signature:
      "The Licensor made it by publishing the offer, by having an agent publish it, or by signing it for others to publish. You accept it by buying the licence, by signing or recording that you accept it, by taking it over, or by using the Work under it; the facts of the deal that the offer names by their digest are part of it. Each of these transactions and signatures is meant as the signature, in writing, of the person who made it, also where a law asks for one, such as 17 U.S.C. § 204(a) and section 92(1) of the Copyright, Designs and Patents Act 1988.",
    title:
      "By that the Licensor also declares to you that they may grant this licence; nobody has verified it. If they may not, you can ask them for what you paid, and for the damage that the law makes them answer for. The contracts pay nothing back.",
  },

  notThis:
    "This licence gives a permission. It transfers no copyright, patent, mark or other right; where a law treats an exclusive licence as a transfer, it is one to that extent only. It does not prove that the Licensor is the author of the Work or may license it: the record shows only who claimed the Work, and when. It does not replace permissions that others may have to give, such as the people, places, marks or works that appear in the Work, its performers and producers, and the societies that manage rights for its authors. It is not legal advice.",
};

/** What every language has to say. */
export type LicenceWords = typeof english;
