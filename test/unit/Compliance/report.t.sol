// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {PlainToken} from "../../mocks/Tokens.sol";
import {Deployed} from "../../utils/Deployed.sol";

/// @dev L13: a year in periods of 100 days, so four, the last of 65.
contract ComplianceReportTest is Deployed {
    WorkId private _work;
    ILicences.Offer private _offer;
    LicenceId private _licence;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        _offer = publish(_work, _terms());
        _licence = buy(maya, _offer);
    }

    function test_RevertWhen_ThereIsNoSuchLicence() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 7));
        compliance.report(LicenceId.wrap(7), _terms(), _usage(0));
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 7));
        compliance.arrearsOf(LicenceId.wrap(7), _terms());
    }

    function test_RevertWhen_TheCallerIsNotTheHolder() public {
        vm.warp(NOW + 100 days);
        address[3] memory others = [ines, eve, deployer];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NotHolder.selector, _licence, others[i]));
            vm.prank(others[i]);
            compliance.report(_licence, _terms(), _usage(0));
        }
    }

    function test_RevertWhen_L12_TheTermsAreOthers() public {
        ITerms.Terms memory what = _terms();
        what.minimum = 1;
        bytes memory reason = abi.encodeWithSelector(ICompliance.Compliance_OtherTerms.selector, _licence);
        vm.expectRevert(reason);
        vm.prank(maya);
        compliance.report(_licence, what, _usage(0));
        vm.expectRevert(reason);
        compliance.arrearsOf(_licence, what);
    }

    function test_RevertGiven_NothingIsToBeReported() public {
        LicenceId licence = buy(maya, publish(_work, someTerms()));
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NothingToReport.selector, licence));
        vm.prank(maya);
        compliance.report(licence, someTerms(), _usage(0));
        _arrears(licence, someTerms(), 0);
    }

    function test_RevertWhen_L13_ThePeriodIsNotTheNext() public {
        vm.warp(NOW + 300 days);
        _refuse(1, 0, abi.encodeWithSelector(ICompliance.Compliance_WrongPeriod.selector, _licence, 0, 1));
        _report(0, 1000);
        _refuse(0, 0, abi.encodeWithSelector(ICompliance.Compliance_WrongPeriod.selector, _licence, 1, 0));
        _refuse(2, 0, abi.encodeWithSelector(ICompliance.Compliance_WrongPeriod.selector, _licence, 1, 2));
    }

    function test_RevertWhen_L13_ThePeriodIsNotOver() public {
        vm.warp(NOW + 100 days - 1);
        _refuse(
            0,
            1000,
            abi.encodeWithSelector(
                ICompliance.Compliance_PeriodNotOver.selector,
                _licence,
                NOW + 100 days,
                NOW + 100 days - 1
            )
        );
        vm.warp(NOW + 100 days);
        _report(0, 1000);
        assertEq(compliance.reportedOf(_licence), 1, "at its end");
    }

    /// @dev The last period ends with the licence, and counts whole.
    function test_RevertWhen_L13_ThePeriodIsAfterTheEnd() public {
        vm.warp(NOW + 365 days - 1);
        for (uint32 i = 0; i < 3; ++i) _report(i, 1000);
        _refuse(
            3,
            1000,
            abi.encodeWithSelector(
                ICompliance.Compliance_PeriodNotOver.selector,
                _licence,
                NOW + 365 days,
                NOW + 365 days - 1
            )
        );
        _arrears(_licence, _terms(), 0);
        vm.warp(NOW + 365 days);
        _arrears(_licence, _terms(), 1);
        _report(3, 1000);
        vm.warp(NOW + 1000 days);
        _refuse(
            4,
            1000,
            abi.encodeWithSelector(ICompliance.Compliance_AfterTheEnd.selector, _licence, 4, NOW + 365 days)
        );
        _arrears(_licence, _terms(), 0);
    }

    function test_RevertWhen_L06_TheEthIsNotExactlyWhatIsDue() public {
        vm.warp(NOW + 100 days);
        uint256[3] memory values = [uint256(0), 999, 1001];
        for (uint256 i = 0; i < 3; ++i) {
            _refuse(0, values[i], abi.encodeWithSelector(ICompliance.Compliance_WrongValue.selector, values[i], 1000));
        }
    }

    function test_RevertWhen_EthComesWithAToken() public {
        (ITerms.Terms memory what, LicenceId licence, ) = _inTokens();
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_WrongValue.selector, 1, 0));
        vm.prank(maya);
        compliance.report{value: 1}(licence, what, _usage(0));
    }

    function test_WhenItIsOwedInAToken_TheHolderPays() public {
        (ITerms.Terms memory what, LicenceId licence, PlainToken token) = _inTokens();
        token.mint(maya, 1000);
        vm.startPrank(maya);
        token.approve(address(royalties), 1000);
        assertEq(compliance.report(licence, what, _usage(0)), 1000, "due");
        assertEq(royalties.received(_work, address(token)), 1000, "received");
        assertEq(token.balanceOf(maya), 0, "paid");
    }

    function test_WhenNothingIsDue_NothingIsPaid() public {
        ITerms.Terms memory what = someTerms();
        what.period = 1 days;
        LicenceId licence = buy(maya, publish(_work, what));
        vm.warp(NOW + 1 days);
        vm.recordLogs();
        vm.prank(maya);
        assertEq(compliance.report(licence, what, ICompliance.Report(0, 9, 9, 0)), 0, "due");
        assertLogCount(1, "the report only");
    }

    function test_WhenTheLicenceMoves_TheNewHolderReports() public {
        vm.prank(maya);
        licences.transferFrom(maya, tomas, LicenceId.unwrap(_licence));
        vm.warp(NOW + 100 days);
        _refuse(0, 1000, abi.encodeWithSelector(ICompliance.Compliance_NotHolder.selector, _licence, maya));
        vm.prank(tomas);
        compliance.report{value: 1000}(_licence, _terms(), _usage(0));
        assertEq(compliance.reportedOf(_licence), 1, "reported");
    }

    /// @dev What had run when the licence was terminated is owed, the last period whole; nothing after it.
    function test_WhenL11_ItIsTerminated_ArrearsStop() public {
        vm.prank(ines);
        compliance.notice(_licence, _terms(), "evidence");
        vm.warp(NOW + 150 days);
        _arrears(_licence, _terms(), 1);
        vm.prank(ines);
        compliance.terminate(_licence);
        _arrears(_licence, _terms(), 2);
        vm.warp(NOW + 1000 days);
        _arrears(_licence, _terms(), 2);
        _report(0, 1000);
        _report(1, 1000);
        _arrears(_licence, _terms(), 0);
        _refuse(
            2,
            1000,
            abi.encodeWithSelector(ICompliance.Compliance_AfterTheEnd.selector, _licence, 2, NOW + 150 days)
        );
    }

    function test_WhenL10_ItIsRenewed_PeriodsGoOn() public {
        vm.warp(NOW + 364 days);
        renew(maya, _offer, _licence, 1);
        vm.warp(NOW + 399 days);
        _arrears(_licence, _terms(), 3);
        vm.warp(NOW + 400 days);
        _arrears(_licence, _terms(), 4);
        for (uint32 i = 0; i < 4; ++i) _report(i, 1000);
        assertEq(compliance.reportedOf(_licence), 4, "the fourth is whole now");
    }

    function test_WhenL01_ItLastsForever_PeriodsNeverStop() public {
        ITerms.Terms memory what = _terms();
        what.duration = FOREVER;
        LicenceId licence = buy(maya, publish(_work, what));
        vm.warp(NOW + 100_000 days);
        _arrears(licence, what, 1000);
        vm.prank(maya);
        compliance.report{value: 1000}(licence, what, _usage(0));
        _arrears(licence, what, 999);
    }

    function test_WhenSentInABatch_TheSenderReports() public {
        vm.warp(NOW + 100 days);
        batch(maya, address(compliance), 1000, abi.encodeCall(ICompliance.report, (_licence, _terms(), _usage(0))));
        assertEq(compliance.reportedOf(_licence), 1, "reported");
    }

    /// @dev Against the formula, written again with what it says.
    function testFuzz_ReportsAndPays(uint128 units, uint128 revenue) public {
        units = uint128(bound(units, 0, 10_000));
        revenue = uint128(bound(revenue, 0, 1_000_000));
        uint256 due = uint256(units) * 3 + uint256(revenue) / 10;
        if (due < 1000) due = 1000;
        if (due > 50_000) due = 50_000;
        assertEq(compliance.dueFor(_terms(), units, revenue), due, "due");
        vm.warp(NOW + 100 days);
        uint256 before = royalties.received(_work, ETH);
        bytes32 memo = bytes32(LicenceId.unwrap(_licence));
        vm.expectEmit(address(compliance));
        emit ICompliance.UsageReported(_licence, 0, maya, units, revenue, "digest", ETH, due);
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, ETH, maya, due, memo);
        vm.recordLogs();
        vm.prank(maya);
        uint256 paid = compliance.report{value: due}(
            _licence,
            _terms(),
            ICompliance.Report(0, units, revenue, "digest")
        );
        assertLogCount(2, "events");
        assertEq(paid, due, "paid");
        assertEq(royalties.received(_work, ETH) - before, due, "received");
        assertEq(compliance.reportedOf(_licence), 1, "reported");
        assertEq(address(compliance).balance, 0, "nothing stays");
    }

    /// @dev The largest numbers that can be reported do not overflow.
    function test_L04_TheLargestReport() public view {
        ITerms.Terms memory what = _terms();
        (what.perUnit, what.revenueShare, what.cap) = (type(uint96).max, ALL, 0);
        uint256 most = type(uint128).max;
        assertEq(compliance.dueFor(what, type(uint128).max, type(uint128).max), most * type(uint96).max + most, "due");
        what.cap = type(uint96).max;
        assertEq(compliance.dueFor(what, type(uint128).max, 0), type(uint96).max, "capped");
    }

    /* HELPERS */

    function _terms() private pure returns (ITerms.Terms memory what) {
        what = someTerms();
        (what.period, what.cure, what.deed) = (100 days, 1 days, "reports");
        (what.perUnit, what.revenueShare, what.minimum, what.cap) = (3, ALL / 10, 1000, 50_000);
    }

    function _inTokens() private returns (ITerms.Terms memory what, LicenceId licence, PlainToken token) {
        token = new PlainToken(6);
        what = _terms();
        what.currency = address(token);
        licence = buy(maya, publish(_work, what));
        vm.warp(NOW + 100 days);
    }

    function _usage(uint32 period) private pure returns (ICompliance.Report memory) {
        return ICompliance.Report(period, 0, 0, "digest");
    }

    function _report(uint32 period, uint256 value) private {
        vm.prank(maya);
        compliance.report{value: value}(_licence, _terms(), _usage(period));
    }

    function _refuse(uint32 period, uint256 value, bytes memory reason) private {
        vm.expectRevert(reason);
        _report(period, value);
    }

    function _arrears(LicenceId licence, ITerms.Terms memory what, uint256 expected) private view {
        (uint256 periods, uint256 minimum) = compliance.arrearsOf(licence, what);
        assertEq(periods, expected, "periods");
        assertEq(minimum, expected * what.minimum, "minimum");
    }
}
