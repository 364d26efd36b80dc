// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IArbitrable, IArbitrator} from "./interfaces/IArbitration.sol";
import {ICompliance} from "./interfaces/ICompliance.sol";
import {IColophon} from "./interfaces/IColophon.sol";
import {ILicences} from "./interfaces/ILicences.sol";
import {IRoyalties} from "./interfaces/IRoyalties.sol";
import {ITerms} from "./interfaces/ITerms.sol";
import {Agents} from "./libraries/Agents.sol";
import {Months} from "./libraries/Months.sol";
import {Tiers} from "./libraries/Tiers.sol";
import {ALL} from "./types/Constants.sol";
import {LicenceId} from "./types/LicenceId.sol";
import {toTermsId} from "./types/TermsId.sol";
import {isOver} from "./types/Time.sol";

/// @title Compliance: see {ICompliance}, which is its specification
contract Compliance is ICompliance, ERC2771Context {
    using Agents for ILicences;

    /* TYPES */

    /// @dev What decides of a licence, read once.
    struct Subject {
        LicenceId licence;
        LicenceId parent;
        address holder;
        uint40 start;
        uint40 end; // With those above it.
        uint16 seats;
    }

    struct Usage {
        uint128 units;
        uint128 revenue;
    }

    struct Books {
        uint112 owed;
        uint112 paid;
        uint32 reported;
    }

    /// @dev Where a minimum carries over: what all reports owe by themselves, and all minimums.
    struct Carried {
        uint112 earned;
        uint112 minimums;
    }

    /* CONSTANTS */

    /// @dev How long a notice may be acted on once the time to cure is over and, if it was contested, it was upheld.
    uint40 private constant LAPSE = 90 days;

    uint256 private constant MOST_TIERS = 4;

    /// @dev The choices of a dispute: 1, the licence goes on, and 2.
    uint256 private constant CHOICES = 2;
    uint256 private constant MAY_BE_ENDED = 2;

    ILicences private immutable LICENCES;
    IRoyalties private immutable ROYALTIES;

    /* STORAGE */

    mapping(LicenceId licence => Usage) private _usages;
    mapping(LicenceId licence => Books) private _books;
    mapping(LicenceId licence => Carried) private _carried;

    /// @inheritdoc ICompliance
    mapping(LicenceId licence => bytes32) public reportsOf;

    mapping(LicenceId licence => Notice) private _notices;
    mapping(LicenceId licence => bytes32) private _disputes;
    mapping(bytes32 dispute => LicenceId) private _disputed;

    /* CONSTRUCTOR */

    /// @dev Deployed by {Colophon}, which knows the other contracts.
    constructor() ERC2771Context(msg.sender) {
        LICENCES = ILicences(IColophon(msg.sender).licences());
        ROYALTIES = IRoyalties(IColophon(msg.sender).royalties());
    }

    /* REPORTS */

    /// @inheritdoc ICompliance
    function report(
        LicenceId licence,
        ITerms.Terms calldata terms,
        Conditions calldata conditions,
        Report calldata usage,
        Payment calldata payment
    ) external payable returns (uint256 owed) {
        // Check
        Subject memory subject = _subjectOf(licence, terms, conditions);
        address caller = _requireHolder(subject);
        Books memory books = _books[licence];
        if (usage.period != books.reported) revert Compliance_WrongPeriod(licence, books.reported, usage.period);
        (uint256 length, uint256 full) = _lengthOf(subject, conditions, usage.period);

        // Effect
        uint256 before = books.owed;
        _count(subject, conditions, books, usage, length, full);
        ++books.reported;
        reportsOf[licence] = _chain(reportsOf[licence], usage);
        owed = books.owed - before;
        emit UsageReported(
            licence,
            usage.period,
            caller,
            usage.units,
            usage.revenue,
            usage.digest,
            conditions.currency,
            owed
        );

        // Interaction
        _pay(subject, conditions, books, payment, caller);
    }

    /// @inheritdoc ICompliance
    function amend(
        LicenceId licence,
        ITerms.Terms calldata terms,
        Conditions calldata conditions,
        Report calldata corrected,
        bytes32 before,
        Report[] calldata since
    ) external {
        // Check
        Subject memory subject = _subjectOf(licence, terms, conditions);
        address caller = _requireHolder(subject);
        bytes32 reports = before;
        for (uint256 i = 0; i < since.length; ++i) reports = _chain(reports, since[i]);
        bool known = since.length != 0 && reports == reportsOf[licence];
        if (!known || since[0].period != corrected.period) revert Compliance_OtherReports(licence);

        // Effect
        Books memory books = _books[licence];
        _uncount(subject, conditions, books, since);
        reports = _chain(before, corrected);
        _countAgain(subject, conditions, books, corrected);
        for (uint256 i = 1; i < since.length; ++i) {
            reports = _chain(reports, since[i]);
            _countAgain(subject, conditions, books, since[i]);
        }
        _books[licence] = books;
        reportsOf[licence] = reports;
        emit UsageAmended(
            licence,
            corrected.period,
            caller,
            corrected.units,
            corrected.revenue,
            corrected.digest,
            conditions.currency,
            books.owed
        );
    }

    function _chain(bytes32 before, Report calldata usage) private pure returns (bytes32) {
        return keccak256(abi.encode(before, usage.period, usage.units, usage.revenue));
    }

    function _countAgain(
        Subject memory subject,
        Conditions calldata conditions,
        Books memory books,
        Report calldata usage
    ) private {
        (uint256 length, uint256 full) = _lengthOf(subject, conditions, usage.period);
        _count(subject, conditions, books, usage, length, full);
    }

    /// @dev Adds a report to the books.
    function _count(
        Subject memory subject,
        Conditions calldata conditions,
        Books memory books,
        Report calldata reported,
        uint256 length,
        uint256 full
    ) private {
        LicenceId licence = subject.licence;
        Usage memory usage = _usages[licence];
        (uint256 royalty, uint256 minimum) = _owedFor(subject, conditions, usage, reported, length, full);
        if (
            uint256(usage.units) + reported.units > type(uint128).max ||
            uint256(usage.revenue) + reported.revenue > type(uint128).max
        ) revert Compliance_TooMuch(licence);
        _usages[licence] = Usage(usage.units + reported.units, usage.revenue + reported.revenue);
        if (conditions.carriesOver) {
            Carried memory carried = _carried[licence];
            carried.earned = _toUint112(licence, carried.earned + royalty);
            carried.minimums = _toUint112(licence, carried.minimums + minimum);
            _carried[licence] = carried;
            books.owed = carried.earned > carried.minimums ? carried.earned : carried.minimums;
        } else {
            books.owed = _toUint112(licence, books.owed + Math.max(royalty, minimum));
        }
    }

    /// @dev Takes the last reports out of the books: what each owed is counted as it was when it came.
    function _uncount(
        Subject memory subject,
        Conditions calldata conditions,
        Books memory books,
        Report[] calldata since
    ) private {
        LicenceId licence = subject.licence;
        Usage memory usage = _usages[licence];
        for (uint256 i = 0; i < since.length; ++i) {
            usage.units -= since[i].units;
            usage.revenue -= since[i].revenue;
        }
        _usages[licence] = Usage(usage.units, usage.revenue);
        Carried memory carried = _carried[licence];
        for (uint256 i = 0; i < since.length; ++i) {
            (uint256 length, uint256 full) = _lengthOf(subject, conditions, since[i].period);
            (uint256 royalty, uint256 minimum) = _owedFor(subject, conditions, usage, since[i], length, full);
            if (conditions.carriesOver) {
                carried.earned -= uint112(royalty);
                carried.minimums -= uint112(minimum);
            } else {
                books.owed -= uint112(Math.max(royalty, minimum));
            }
            usage.units += since[i].units;
            usage.revenue += since[i].revenue;
        }
        if (conditions.carriesOver) _carried[licence] = carried;
    }

    /// @dev The royalty and the minimum of one report, both within the cap of its period.
    function _owedFor(
        Subject memory subject,
        Conditions calldata conditions,
        Usage memory before,
        Report calldata reported,
        uint256 length,
        uint256 full
    ) private pure returns (uint256 royalty, uint256 minimum) {
        royalty = Tiers.royalty(conditions, before.units, before.revenue, reported.units, reported.revenue);
        minimum = _minimumFor(subject, conditions, length, full);
        if (conditions.cap != 0) royalty = Math.min(royalty, (uint256(conditions.cap) * length) / full);
    }

    /// @dev The cap is the licence's, whatever its seats.
    function _minimumFor(
        Subject memory subject,
        Conditions calldata conditions,
        uint256 length,
        uint256 full
    ) private pure returns (uint256) {
        uint256 minimum = conditions.perSeat ? uint256(conditions.minimum) * subject.seats : conditions.minimum;
        if (conditions.cap != 0) minimum = Math.min(minimum, conditions.cap);
        return length == full ? minimum : (minimum * length) / full;
    }

    function _toUint112(LicenceId licence, uint256 amount) private pure returns (uint112) {
        if (amount > type(uint112).max) revert Compliance_TooMuch(licence);
        return uint112(amount);
    }

    /* PERIODS */

    /// @dev How long a period is that is over, and how long it would be if nothing cut it short.
    function _lengthOf(
        Subject memory subject,
        Conditions calldata conditions,
        uint256 period
    ) private view returns (uint256 length, uint256 full) {
        uint256 begins = _beginOf(subject.start, conditions, period);
        if (begins >= subject.end) revert Compliance_AfterTheEnd(subject.licence, uint32(period), subject.end);
        uint256 ends = _beginOf(subject.start, conditions, period + 1);
        full = ends - begins;
        if (ends > subject.end) ends = subject.end;
        if (block.timestamp < ends) revert Compliance_PeriodNotOver(subject.licence, ends, block.timestamp);
        length = ends - begins;
    }

    function _beginOf(uint40 start, Conditions calldata conditions, uint256 period) private pure returns (uint256) {
        uint256 total = uint256(conditions.period) * period;
        return conditions.inMonths ? Months.add(start, total) : start + total;
    }

    /// @dev How many periods begin at or before a time, less one: how many are over then.
    function _periodsBefore(
        uint40 start,
        Conditions calldata conditions,
        uint256 time
    ) private pure returns (uint256 n) {
        if (time < start) return 0;
        uint256 passed = time - start;
        if (!conditions.inMonths) return passed / conditions.period;
        // No month is longer than 31 days, so this is never too many, and few too few.
        n = passed / (uint256(conditions.period) * 31 days);
        while (_beginOf(start, conditions, n + 1) <= time) ++n;
    }

    /* PAYING */

    /// @inheritdoc ICompliance
    function pay(
        LicenceId licence,
        ITerms.Terms calldata terms,
        Conditions calldata conditions,
        Payment calldata payment
    ) external payable {
        Subject memory subject = _subjectOf(licence, terms, conditions);
        address caller = _msgSender();
        if (payment.withheld != 0) _requireHolder(subject);
        _pay(subject, conditions, _books[licence], payment, caller);
    }

    /// @param books As they stand before the payment; written here with it.
    function _pay(
        Subject memory subject,
        Conditions calldata conditions,
        Books memory books,
        Payment calldata payment,
        address payer
    ) private {
        // Check
        LicenceId licence = subject.licence;
        uint256 value = conditions.currency == address(0) ? payment.amount : 0;
        if (msg.value != value) revert Compliance_WrongValue(msg.value, value);
        uint256 total = uint256(payment.amount) + payment.withheld;
        if (payment.withheld != 0 && payment.certificate == 0) revert Compliance_NoCertificate(licence);
        uint256 debt = Math.saturatingSub(_dueOf(books, conditions), books.paid);
        if (total > debt) revert Compliance_MoreThanOwed(licence, total, debt);

        // Effect
        books.paid = uint112(books.paid + total);
        _books[licence] = books;
        if (total == 0) return;
        emit DebtPaid(licence, payer, conditions.currency, payment.amount, payment.withheld, payment.certificate);

        // Interaction
        if (payment.amount == 0) return;
        if (subject.parent.isZero()) {
            bytes32 memo = bytes32(LicenceId.unwrap(licence));
            ROYALTIES.collect{value: value}(payer, licence.workOf(), conditions.currency, payment.amount, memo);
        } else {
            ROYALTIES.collectFor{value: value}(payer, licence, conditions.currency, payment.amount);
        }
    }

    /// @dev What is due in all of what is owed: at most the cap for life, and what the advance leaves.
    function _dueOf(Books memory books, Conditions calldata conditions) private pure returns (uint256 due) {
        due = books.owed;
        if (conditions.lifeCap != 0 && due > conditions.lifeCap) due = conditions.lifeCap;
        due = Math.saturatingSub(due, conditions.advance);
    }

    /* BREACH */

    /// @inheritdoc ICompliance
    function notice(
        LicenceId licence,
        ITerms.Terms calldata terms,
        Conditions calldata conditions,
        bytes32 evidence
    ) external {
        Subject memory subject = _subjectOf(licence, terms, conditions);
        address licensor = _requireLicensor(licence, subject.parent);
        if (evidence == 0) revert Compliance_ZeroEvidence();
        _requireNotOver(subject);
        if (conditions.cure == 0) revert Compliance_Irrevocable(licence);
        Notice memory last = _notices[licence];
        bool stands = last.state != NoticeState.None && last.state != NoticeState.Rejected;
        if (stands && block.timestamp < last.until) revert Compliance_NoticeStands(licence, last.state, last.until);

        uint40 cures = uint40(block.timestamp) + conditions.cure;
        _notices[licence] = Notice(NoticeState.Given, uint40(block.timestamp), cures, cures + LAPSE);
        emit BreachNoticed(licence, licensor, evidence, cures);
    }

    /// @inheritdoc ICompliance
    function answer(LicenceId licence, bytes32 digest) external {
        ILicences.Licence memory record = LICENCES.licenceOf(licence);
        address caller = _requireActsFor(licence, record.holder);
        if (digest == 0) revert Compliance_ZeroEvidence();
        Notice memory last = _notices[licence];
        if (last.state == NoticeState.None) revert Compliance_NoticeStands(licence, last.state, last.until);
        emit NoticeAnswered(licence, caller, digest);
    }

    /// @inheritdoc ICompliance
    /// @dev The notice is contested before the arbitrator is called, so nothing can be done with it meanwhile.
    function contest(
        LicenceId licence,
        ITerms.Terms calldata terms,
        Conditions calldata conditions
    ) external payable returns (uint256 disputeId) {
        // Check
        Subject memory subject = _subjectOf(licence, terms, conditions);
        _requireHolder(subject);
        _requireNotOver(subject);
        address arbitrator = conditions.arbitrator;
        Notice memory given = _notices[licence];
        if (given.state != NoticeState.Given || arbitrator == address(0)) {
            revert Compliance_NoticeStands(licence, given.state, given.until);
        }
        if (block.timestamp >= given.cures) revert Compliance_CureIsOver(licence, given.cures, block.timestamp);
        uint256 cost = IArbitrator(arbitrator).arbitrationCost(conditions.extraData);
        if (msg.value != cost) revert Compliance_WrongValue(msg.value, cost);

        // Effect: an earlier dispute, even if it is ruled while this one is opened, decides nothing any more.
        delete _disputes[licence];
        uint40 until = uint40(block.timestamp) + conditions.silence;
        _notices[licence] = Notice(NoticeState.Contested, given.given, given.cures, until);

        // Interaction
        disputeId = IArbitrator(arbitrator).createDispute{value: cost}(CHOICES, conditions.extraData);
        bytes32 dispute = _disputeOf(arbitrator, disputeId);
        if (!_disputed[dispute].isZero()) revert Compliance_NoSuchDispute(arbitrator, disputeId);
        (_disputed[dispute], _disputes[licence]) = (licence, dispute);
        emit NoticeContested(licence, arbitrator, disputeId, until);
    }

    /// @inheritdoc IArbitrable
    /// @dev A ruling that comes too late, or for a notice that was taken back, changes nothing.
    function rule(uint256 disputeId, uint256 ruling) external {
        bytes32 dispute = _disputeOf(msg.sender, disputeId);
        LicenceId licence = _disputed[dispute];
        if (licence.isZero()) revert Compliance_NoSuchDispute(msg.sender, disputeId);

        _disputed[dispute] = LicenceId.wrap(0);
        emit Ruling(msg.sender, disputeId, ruling);
        Notice storage contested = _notices[licence];
        if (_disputes[licence] != dispute || contested.state != NoticeState.Contested) return;
        if (block.timestamp >= contested.until) return;
        if (ruling == MAY_BE_ENDED) {
            uint40 from = uint40(Math.max(block.timestamp, contested.cures));
            (contested.state, contested.until) = (NoticeState.Upheld, from + LAPSE);
        } else {
            (contested.state, contested.until) = (NoticeState.Rejected, uint40(block.timestamp));
        }
    }

    function _disputeOf(address arbitrator, uint256 disputeId) private pure returns (bytes32) {
        return keccak256(abi.encode(arbitrator, disputeId));
    }

    /// @inheritdoc ICompliance
    function withdrawNotice(LicenceId licence) external {
        address licensor = _requireLicensor(licence, LICENCES.licenceOf(licence).parent);
        Notice memory given = _notices[licence];
        bool stands = given.state != NoticeState.None && given.state != NoticeState.Rejected;
        if (!stands) revert Compliance_NoticeStands(licence, given.state, given.until);

        delete _notices[licence];
        emit NoticeWithdrawn(licence, licensor);
    }

    /// @inheritdoc ICompliance
    function terminate(LicenceId licence, ITerms.Terms calldata terms) external {
        ILicences.Licence memory record = LICENCES.licenceOf(licence);
        _requireLicensor(licence, record.parent);
        if (isOver(record.endsAt, block.timestamp)) revert Compliance_Over(licence, record.endsAt);
        Notice memory given = _notices[licence];
        bool mayEnd = given.state == NoticeState.Given || given.state == NoticeState.Upheld;
        if (!mayEnd || block.timestamp >= given.until) {
            revert Compliance_NoticeStands(licence, given.state, given.until);
        }
        if (block.timestamp < given.cures) revert Compliance_NotCured(licence, given.cures, block.timestamp);

        LICENCES.terminate(licence, terms);
    }

    /* VIEWS */

    /// @inheritdoc ICompliance
    function conditionsHash(Conditions calldata conditions) external pure returns (bytes32) {
        _requireValid(conditions);
        return keccak256(abi.encode(conditions));
    }

    /// @inheritdoc ICompliance
    function arrearsOf(
        LicenceId licence,
        ITerms.Terms calldata terms,
        Conditions calldata conditions
    ) external view returns (uint256 periods, uint256 minimum) {
        Subject memory subject = _subjectOf(licence, terms, conditions);
        if (block.timestamp < conditions.grace || subject.end <= subject.start) return (0, 0);
        uint256 time = block.timestamp - conditions.grace;
        bool ended = isOver(subject.end, time);
        uint256 whole = _periodsBefore(subject.start, conditions, ended ? subject.end : time);
        uint256 over = whole;
        if (ended && _beginOf(subject.start, conditions, whole) < subject.end) ++over;
        uint256 reported = _books[licence].reported;
        if (over <= reported) return (0, 0);
        periods = over - reported;
        if (over != whole) {
            (uint256 length, uint256 full) = _lengthOf(subject, conditions, whole);
            minimum = _minimumFor(subject, conditions, length, full);
        }
        if (whole > reported) minimum += (whole - reported) * _minimumFor(subject, conditions, 1, 1);
        if (!conditions.carriesOver) return (periods, minimum);
        // What was owed above the minimums so far counts for these.
        minimum = Math.saturatingSub(_carried[licence].minimums + minimum, _books[licence].owed);
    }

    /// @inheritdoc ICompliance
    function debtOf(
        LicenceId licence,
        Conditions calldata conditions
    ) external view returns (uint256 debt, uint256 credit) {
        Books memory books = _books[licence];
        uint256 due = _dueOf(books, conditions);
        return (Math.saturatingSub(due, books.paid), Math.saturatingSub(books.paid, due));
    }

    /// @inheritdoc ICompliance
    function accountOf(LicenceId licence) external view returns (Account memory) {
        Usage memory usage = _usages[licence];
        Books memory books = _books[licence];
        return Account(usage.units, usage.revenue, books.owed, books.paid, books.reported);
    }

    /// @inheritdoc ICompliance
    function noticeOf(LicenceId licence) external view returns (Notice memory) {
        return _notices[licence];
    }

    /// @inheritdoc ICompliance
    function periodStart(
        LicenceId licence,
        Conditions calldata conditions,
        uint256 period
    ) external view returns (uint256) {
        return _beginOf(LICENCES.licenceOf(licence).start, conditions, period);
    }

    /* INTERNAL */

    /// @dev A licence, under terms that are its own and name these rules, with conditions that are those of the terms.
    function _subjectOf(
        LicenceId licence,
        ITerms.Terms calldata terms,
        Conditions calldata conditions
    ) private view returns (Subject memory) {
        ILicences.Licence memory record = LICENCES.licenceOf(licence);
        bool same = toTermsId(terms) == record.terms && terms.rules == address(this);
        if (!same || terms.conditions != keccak256(abi.encode(conditions))) revert Compliance_OtherTerms(licence);
        _requireValid(conditions);
        return
            Subject({
                licence: licence,
                parent: record.parent,
                holder: record.holder,
                start: record.start,
                end: record.endsAt,
                seats: record.seats
            });
    }

    function _requireValid(Conditions calldata conditions) private pure {
        Tier[] calldata tiers = conditions.tiers;
        bool valid = tiers.length != 0 && tiers.length <= MOST_TIERS && tiers[0].from == 0 && conditions.period != 0;
        for (uint256 i = 0; valid && i < tiers.length; ++i) {
            valid = tiers[i].share <= ALL && (i == 0 || tiers[i].from > tiers[i - 1].from);
        }
        valid = valid && (conditions.cap == 0 || conditions.cap >= conditions.minimum);
        if (!valid || (conditions.arbitrator == address(0)) != (conditions.silence == 0)) {
            revert Compliance_InvalidConditions();
        }
    }

    function _requireHolder(Subject memory subject) private view returns (address) {
        return _requireActsFor(subject.licence, subject.holder);
    }

    function _requireActsFor(LicenceId licence, address holder) private view returns (address caller) {
        caller = _msgSender();
        if (LICENCES.mayActFor(holder, licence.workOf(), licence, caller)) return caller;
        IERC721 tokens = IERC721(address(LICENCES));
        if (tokens.getApproved(LicenceId.unwrap(licence)) == caller) return caller;
        if (tokens.isApprovedForAll(holder, caller)) return caller;
        revert Compliance_NotHolder(licence, caller);
    }

    function _requireLicensor(LicenceId licence, LicenceId parent) private view returns (address caller) {
        caller = _msgSender();
        address licensor = LICENCES.licensorOf(licence.workOf(), parent);
        if (LICENCES.mayActFor(licensor, licence.workOf(), parent, caller)) return caller;
        revert Compliance_NotLicensor(licence, caller);
    }

    function _requireNotOver(Subject memory subject) private view {
        if (isOver(subject.end, block.timestamp)) revert Compliance_Over(subject.licence, subject.end);
    }
}
