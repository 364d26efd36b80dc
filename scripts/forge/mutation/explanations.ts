/** Why a change that no test notices is none: what it does cannot be seen, or only in gas, which these tests do not ask of. */
export type Explanation = {
  file: string;
  /** As {@link Mutant.place}. */
  place: string;
  why: string;
};

const grants = "contracts/libraries/Grants.sol";
const royalties = "contracts/Royalties.sol";
const agreements = "contracts/Agreements.sol";
const assignments = "contracts/Assignments.sol";
const compliance = "contracts/Compliance.sol";
const licences = "contracts/Licences.sol";
const months = "contracts/libraries/Months.sol";
const signatures = "contracts/libraries/Signatures.sol";

export const explanations: readonly Explanation[] = [
  {
    file: grants,
    place: "if («!isOver(page.aloneUntil(), start)→true») {",
    why: "It only saves the search of a list of which all is over: the search finds nothing then.",
  },
  {
    file: grants,
    place: "if (end «>→>=» latest) latest = end;",
    why: "Of two equal numbers either is the latest.",
  },
  {
    file: grants,
    place: "GrantClass then = class.with(live, end «>→>=» latest ? end : latest, listed ? class.next() : first);",
    why: "Of two equal numbers either is the latest.",
  },
  {
    file: grants,
    place: "if («GrantClass.unwrap(then) != GrantClass.unwrap(class)→true») book.classes[number] = then;",
    why: "Writing what stands there changes nothing but gas.",
  },
  {
    file: grants,
    place: "book.classes[number] = class.with(«0→1», 0, 0);",
    why: "A class outside of the list is over, and the licences of one that is over are counted from none.",
  },
  {
    file: grants,
    place: "if («class.next() != next→true») book.classes[number] = class.with(class.live(), class.until(), next);",
    why: "Writing what stands there changes nothing but gas.",
  },
  {
    file: grants,
    place: "return page.openUntil() «>→>=» page.aloneUntil() ? page.openUntil() : page.aloneUntil();",
    why: "Of two equal numbers either is the latest.",
  },
  {
    file: grants,
    place: "else if (alone && end == latest) latest = start «>→>=» now_ ? start : now_;",
    why: "Of two equal numbers either is the later.",
  },
  {
    file: grants,
    place: "if (class.until() «>→>=» latest) latest = class.until();",
    why: "Of two equal numbers either is the latest.",
  },
  {
    file: royalties,
    place: "if («count != 0→true») {",
    why: "Without parents it writes the zeros that stand there.",
  },
  {
    file: royalties,
    place: "«used = false→0»;",
    why: "It is false from the beginning. It is written so that nobody has to know.",
  },
  {
    file: royalties,
    place: "if (credited != 0 «&&→||» state.quiet) state.quiet = false;",
    why: "It writes what stands there, or begins an epoch of its own where nothing was credited, which divides nothing.",
  },
  {
    file: royalties,
    place: "if («holdersRoot != 0→true») holdersRootOf[work] = holdersRoot;",
    why: "Without a list it writes the zero that stands there.",
  },
  {
    file: royalties,
    place: "«kept = progress.kept()→0»;",
    why: "What is kept of a work never changes: read from the work it is the same, and only dearer.",
  },
  {
    file: royalties,
    place: "for (uint256 k = 0; k «<→<=» parents; ++k) {",
    why: "Behind the last parent stands an empty one, whose share is nothing.",
  },
  {
    file: compliance,
    place: "bool stands = last.state != NoticeState.None «&&→||» last.state != NoticeState.Rejected;",
    why: "None lapses at the beginning of time, and what was rejected at its ruling: the time alone decides.",
  },
  {
    file: compliance,
    place: "if (whole «>→>=» reported) minimum += (whole - reported) * _minimumFor(subject, conditions, 1, 1);",
    why: "It adds the minimum of no period.",
  },
  {
    file: compliance,
    place: "if («subject.parent.isZero()→false») {",
    why: "Of a licence with none above it, what is collected for it goes to the work in the same way, and is only dearer.",
  },
  {
    file: compliance,
    place: "books.owed = carried.earned «>→>=» carried.minimums ? carried.earned : carried.minimums;",
    why: "Of two equal sums either is the larger.",
  },
  {
    file: compliance,
    place: "if (ends «>→>=» subject.end) ends = subject.end;",
    why: "Of two equal ends either is the earlier.",
  },
  {
    file: compliance,
    place: "if (block.timestamp < conditions.grace || subject.end «<=→<» subject.start) return (0, 0);",
    why: "A licence that ends where it starts has no period, which is found all the same.",
  },
  {
    file: compliance,
    place: "if (time «<→<=» start) return 0;",
    why: "At the start itself no period is over either way.",
  },
  {
    file: compliance,
    place: "if (block.timestamp «<→<=» conditions.grace || subject.end <= subject.start) return (0, 0);",
    why: "It differs at one second of 1970 and the years after it, when no licence can have begun.",
  },
  {
    file: compliance,
    place: "if («whole > reported→true») minimum += (whole - reported) * _minimumFor(subject, conditions, 1, 1);",
    why: "It adds the minimum of no period: of more than were over, no report is taken.",
  },
  {
    file: compliance,
    place: "if (conditions.lifeCap != 0 && due «>→>=» conditions.lifeCap) due = conditions.lifeCap;",
    why: "Of two equal amounts either is the lesser.",
  },
  {
    file: compliance,
    place: "if («conditions.carriesOver→true») _carried[licence] = carried;",
    why: "Where nothing carries over it writes what is there, which only costs gas.",
  },
  {
    file: agreements,
    place: "if (record.concluded == «0→1» || isOver(record.ends, block.timestamp)) {",
    why: "One that was never concluded has no end either, and none is over.",
  },
  {
    file: agreements,
    place: "if («agreement.supersedes != 0→true») _supersede(agreement.supersedes, parties);",
    why: "No agreement has the id zero, and one that was never concluded is left alone.",
  },
  {
    file: assignments,
    place: "if (order.control «||→&&» order.units == 0) return order.price;",
    why: "Control is taken with all of its units, whose part of the price is the whole; without either nothing is sold.",
  },
  {
    file: licences,
    place: "if («bound→true») _requireWithinBounds(work, terms);",
    why: "A work that no licence binds has bounds that let everything through.",
  },
  {
    file: licences,
    place: "_requireFree(book, given.terms, scope, start, «0→1»);",
    why: "It passes over the class of the number one, which one of 16,777,216 terms has by its hash, and none of the tests.",
  },
  {
    file: licences,
    place: "if («sublicence→true») _parents[licence] = given.parent;",
    why: "A licence of the work itself gets the parent that it has: none.",
  },
  {
    file: licences,
    place:
      "_requireLive(licence, data, scope, data.start() «>→>=» block.timestamp ? data.start() : uint40(block.timestamp));",
    why: "Of two equal times either is the later.",
  },
  {
    file: licences,
    place: "if (holder == address(«0→1») || !ofTheTerms) revert Licences_NotAllowed(caller);",
    why: "A licence that is not there has terms with the id zero, which no terms have.",
  },
  {
    file: licences,
    place: "if (own «<→<=» end) end = own;",
    why: "Of two equal ends either is the earlier.",
  },
  {
    file: months,
    place: "if (day «>→>=» last) day = last;",
    why: "Of two equal days either is the last.",
  },
  {
    file: signatures,
    place: "if («signer == address(0)→false») return false;",
    why: "What recovers no key is refused as an error before its account is looked at.",
  },
];
