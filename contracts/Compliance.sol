// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {ICompliance} from "./interfaces/ICompliance.sol";
import {IColophon} from "./interfaces/IColophon.sol";
import {ILicences} from "./interfaces/ILicences.sol";
import {IRoyalties} from "./interfaces/IRoyalties.sol";
import {ITerms} from "./interfaces/ITerms.sol";
import {ALL} from "./types/Constants.sol";
import {LicenceId} from "./types/LicenceId.sol";
import {toTermsId} from "./types/TermsId.sol";
import {isOver} from "./types/Time.sol";

/// @title Compliance: see {ICompliance}, which is its specification
contract Compliance is ICompliance, ERC2771Context {
    ILicences private immutable LICENCES;
    IRoyalties private immutable ROYALTIES;

    /* STORAGE */

    /// @inheritdoc ICompliance
    mapping(LicenceId licence => uint32) public reportedOf;
    mapping(LicenceId licence => Notice) private _notices;

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
        Report calldata usage
    ) external payable returns (uint256 due) {
        // Check
        address licensee = _msgSender();
        ILicences.Licence memory record = LICENCES.licenceOf(licence);
        if (record.holder != licensee) revert Compliance_NotHolder(licence, licensee);
        _requireTerms(licence, record, terms);
        if (terms.period == 0) revert Compliance_NothingToReport(licence);
        uint32 next = reportedOf[licence];
        if (usage.period != next) revert Compliance_WrongPeriod(licence, next, usage.period);
        uint256 start = uint256(record.start) + uint256(next) * terms.period;
        if (start >= record.end) revert Compliance_AfterTheEnd(licence, next, record.end);
        uint256 end = start + terms.period;
        if (end > record.end) end = record.end;
        if (block.timestamp < end) revert Compliance_PeriodNotOver(licence, end, block.timestamp);
        due = dueFor(terms, usage.units, usage.revenue);
        address currency = terms.currency;
        uint256 value = currency == address(0) ? due : 0;
        if (msg.value != value) revert Compliance_WrongValue(msg.value, value);

        // Effect
        reportedOf[licence] = next + 1;
        emit UsageReported(licence, next, licensee, usage.units, usage.revenue, usage.digest, currency, due);

        // Interaction
        if (due != 0) {
            bytes32 memo = bytes32(LicenceId.unwrap(licence));
            ROYALTIES.collect{value: value}(licensee, record.work, currency, due, memo);
        }
    }

    /* BREACH */

    /// @inheritdoc ICompliance
    function notice(LicenceId licence, ITerms.Terms calldata terms, bytes32 evidence) external {
        address licensor = _requireLicensor(licence);
        if (evidence == 0) revert Compliance_ZeroEvidence();
        ILicences.Licence memory record = LICENCES.licenceOf(licence);
        _requireNotOver(licence, record);
        _requireTerms(licence, record, terms);
        if (terms.cure == 0) revert Compliance_Irrevocable(licence);
        if (_notices[licence].given != 0) revert Compliance_AlreadyNoticed(licence, _notices[licence].cures);

        uint40 cures = uint40(block.timestamp) + terms.cure;
        _notices[licence] = Notice(uint40(block.timestamp), cures);
        emit BreachNoticed(licence, licensor, evidence, cures);
    }

    /// @inheritdoc ICompliance
    function withdrawNotice(LicenceId licence) external {
        address licensor = _requireLicensor(licence);
        if (_notices[licence].given == 0) revert Compliance_NoNotice(licence);

        delete _notices[licence];
        emit NoticeWithdrawn(licence, licensor);
    }

    /// @inheritdoc ICompliance
    function terminate(LicenceId licence) external {
        _requireLicensor(licence);
        Notice memory given = _notices[licence];
        if (given.given == 0) revert Compliance_NoNotice(licence);
        if (block.timestamp < given.cures) revert Compliance_NotCured(licence, given.cures, block.timestamp);
        _requireNotOver(licence, LICENCES.licenceOf(licence));

        LICENCES.terminate(licence);
    }

    /* VIEWS */

    /// @inheritdoc ICompliance
    function dueFor(ITerms.Terms calldata terms, uint128 units, uint128 revenue) public pure returns (uint256 due) {
        // 2^128 x 2^96 and 2^128 x 2^32 leave room for the sum.
        due = uint256(units) * terms.perUnit + (uint256(revenue) * terms.revenueShare) / ALL;
        if (due < terms.minimum) due = terms.minimum;
        if (terms.cap != 0 && due > terms.cap) due = terms.cap;
    }

    /// @inheritdoc ICompliance
    function arrearsOf(
        LicenceId licence,
        ITerms.Terms calldata terms
    ) external view returns (uint256 periods, uint256 minimum) {
        ILicences.Licence memory record = LICENCES.licenceOf(licence);
        _requireTerms(licence, record, terms);
        if (terms.period == 0) return (0, 0);
        bool ended = isOver(record.end, block.timestamp);
        uint256 elapsed = (ended ? record.end : block.timestamp) - record.start;
        // A last period that the end cuts short is over when the licence is.
        uint256 over = (ended ? elapsed + terms.period - 1 : elapsed) / terms.period;
        periods = over - reportedOf[licence];
        minimum = periods * terms.minimum;
    }

    /// @inheritdoc ICompliance
    function noticeOf(LicenceId licence) external view returns (Notice memory) {
        return _notices[licence];
    }

    /* INTERNAL */

    function _requireTerms(
        LicenceId licence,
        ILicences.Licence memory record,
        ITerms.Terms calldata terms
    ) private pure {
        if (!(toTermsId(terms) == record.terms)) revert Compliance_OtherTerms(licence);
    }

    function _requireLicensor(LicenceId licence) private view returns (address caller) {
        caller = _msgSender();
        LicenceId parent = LICENCES.licenceOf(licence).parent;
        if (LICENCES.licensorOf(licence.workOf(), parent) != caller) {
            revert Compliance_NotLicensor(licence, caller);
        }
    }

    function _requireNotOver(LicenceId licence, ILicences.Licence memory record) private view {
        if (isOver(record.end, block.timestamp)) revert Compliance_Over(licence, record.end);
    }
}
