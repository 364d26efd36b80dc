// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract LicencesIsLicensedTest is Deployed {
    WorkId private _work;
    LicenceId private _licence;
    ILicences.Offer private _offer;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        _offer = publish(_work, someTerms());
        _licence = buy(maya, _offer);
    }

    function test_WhenThereIsNoSuchLicence() public view {
        _expect(maya, LicenceId.wrap(0), 3, uint40(NOW), ILicences.Reason.NoSuchLicence);
        _expect(maya, LicenceId.wrap(LicenceId.unwrap(_licence) + 1), 3, uint40(NOW), ILicences.Reason.NoSuchLicence);
        _expect(address(0), LicenceId.wrap(1), 3, uint40(NOW), ILicences.Reason.NoSuchLicence);
        _expect(maya, LicenceId.wrap(type(uint256).max), 255, FOREVER, ILicences.Reason.NoSuchLicence);
    }

    function test_WhenTheAccountIsNotTheHolder() public {
        _expect(ines, _licence, 3, uint40(NOW), ILicences.Reason.NotHolder);
        _expect(address(0), _licence, 3, uint40(NOW), ILicences.Reason.NotHolder);
        // Approved is not licensed.
        vm.prank(maya);
        licences.approve(eve, LicenceId.unwrap(_licence));
        _expect(eve, _licence, 3, uint40(NOW), ILicences.Reason.NotHolder);
    }

    function test_WhenTheUseIsNotCovered() public view {
        for (uint256 use = 0; use < 256; ++use) {
            ILicences.Reason reason = use == 3 || use == 4 ? ILicences.Reason.Licensed : ILicences.Reason.UseNotCovered;
            _expect(maya, _licence, uint8(use), uint40(NOW), reason);
        }
    }

    function test_WhenTheTerritoryIsNotCovered() public {
        ITerms.Terms memory what = someTerms();
        what.territories = (1 << 255) | 1 | (1 << 74);
        LicenceId licence = buy(maya, publish(_work, what));
        for (uint256 territory = 0; territory < 256; ++territory) {
            bool covered = territory == 0 || territory == 74 || territory == 255;
            (ILicences.Reason reason, LicenceId decisive) = licences.isLicensed(
                maya,
                licence,
                3,
                uint8(territory),
                uint40(NOW)
            );
            assertEq(
                uint256(reason),
                uint256(covered ? ILicences.Reason.Licensed : ILicences.Reason.TerritoryNotCovered),
                "reason"
            );
            assertEq(decisive, licence, "decisive");
        }
        // What for comes before where, and where before when.
        (ILicences.Reason first, ) = licences.isLicensed(maya, licence, 9, 1, 0);
        assertEq(uint256(first), uint256(ILicences.Reason.UseNotCovered), "use");
        (first, ) = licences.isLicensed(maya, licence, 3, 1, 0);
        assertEq(uint256(first), uint256(ILicences.Reason.TerritoryNotCovered), "territory");
    }

    /// @dev L11: what was licensed before the termination was licensed.
    function test_WhenL11_ItWasTerminated_ItCoversTheTimeBefore() public {
        ITerms.Terms memory what = someTerms();
        what.cure = 10;
        LicenceId licence = buy(maya, publish(_work, what));
        vm.prank(ines);
        compliance.notice(licence, what, "evidence");
        vm.warp(NOW + 20);
        vm.prank(ines);
        compliance.terminate(licence);
        _expect(maya, licence, 3, uint40(NOW - 1), ILicences.Reason.NotStarted);
        _expect(maya, licence, 3, uint40(NOW), ILicences.Reason.Licensed);
        _expect(maya, licence, 3, uint40(NOW + 19), ILicences.Reason.Licensed);
        _expect(maya, licence, 3, uint40(NOW + 20), ILicences.Reason.Terminated);
        _expect(maya, licence, 3, uint40(NOW + 365 days), ILicences.Reason.Terminated);
        _expect(maya, licence, 3, FOREVER, ILicences.Reason.Terminated);
    }

    function test_WhenL01_AtTheEdges_ItCoversStartAndNotEnd() public view {
        uint40 end = uint40(NOW + 365 days);
        _expect(maya, _licence, 3, 0, ILicences.Reason.NotStarted);
        _expect(maya, _licence, 3, uint40(NOW - 1), ILicences.Reason.NotStarted);
        _expect(maya, _licence, 3, uint40(NOW), ILicences.Reason.Licensed);
        _expect(maya, _licence, 3, end - 1, ILicences.Reason.Licensed);
        _expect(maya, _licence, 3, end, ILicences.Reason.Expired);
        _expect(maya, _licence, 3, end + 1, ILicences.Reason.Expired);
        _expect(maya, _licence, 3, FOREVER, ILicences.Reason.Expired);
    }

    function test_WhenL01_ItLastsOneSecond() public {
        LicenceId licence = _buyFor(1);
        _expect(maya, licence, 3, uint40(NOW - 1), ILicences.Reason.NotStarted);
        _expect(maya, licence, 3, uint40(NOW), ILicences.Reason.Licensed);
        _expect(maya, licence, 3, uint40(NOW + 1), ILicences.Reason.Expired);
    }

    function test_WhenL01_ItLastsForever_OrLongerThanTimeCanBeWritten() public {
        uint40[3] memory durations = [FOREVER, FOREVER - uint40(NOW), FOREVER - uint40(NOW) + 1];
        for (uint256 i = 0; i < durations.length; ++i) {
            LicenceId licence = _buyFor(durations[i]);
            assertEq(licences.licenceOf(licence).end, FOREVER, "end");
            _expect(maya, licence, 3, uint40(NOW - 1), ILicences.Reason.NotStarted);
            _expect(maya, licence, 3, FOREVER - 1, ILicences.Reason.Licensed);
            _expect(maya, licence, 3, FOREVER, ILicences.Reason.Licensed);
        }
        // One second less has an end again.
        LicenceId ending = _buyFor(FOREVER - uint40(NOW) - 1);
        assertEq(licences.licenceOf(ending).end, FOREVER - 1, "end");
        _expect(maya, ending, 3, FOREVER - 2, ILicences.Reason.Licensed);
        _expect(maya, ending, 3, FOREVER - 1, ILicences.Reason.Expired);
    }

    /// @dev The order of reasons: who, what, when.
    function test_WhenSeveralReasonsApply_TheFirstIsGiven() public view {
        _expect(eve, _licence, 9, 0, ILicences.Reason.NotHolder);
        _expect(maya, _licence, 9, 0, ILicences.Reason.UseNotCovered);
        _expect(maya, _licence, 9, FOREVER, ILicences.Reason.UseNotCovered);
    }

    function test_WhenItMoves_TheNewHolderIsLicensed() public {
        vm.prank(maya);
        licences.transferFrom(maya, tomas, LicenceId.unwrap(_licence));
        _expect(maya, _licence, 3, uint40(NOW), ILicences.Reason.NotHolder);
        _expect(tomas, _licence, 3, uint40(NOW), ILicences.Reason.Licensed);
    }

    /// @dev Nothing that happens to offer, work or terms touches a licence.
    function test_WhenN05_OfferIsClosed_AndWorkIsRevisedAndSold_TheLicenceLives() public {
        vm.startPrank(ines);
        licences.close(_offer);
        works.revise(_work, "new", 0, "metadata", nothing());
        works.transferFrom(ines, tomas, WorkId.unwrap(_work));
        vm.stopPrank();
        _expect(maya, _licence, 3, uint40(NOW), ILicences.Reason.Licensed);
    }

    function testFuzz_NeverReverts_AndFollowsTheTerms(
        uint64 uses,
        uint40 duration,
        uint8 use,
        uint40 time,
        uint256 other
    ) public {
        if (uses == 0) uses = 1;
        if (duration == 0) duration = 1;
        ITerms.Terms memory what = someTerms();
        (what.uses, what.duration, what.deed) = (uses, duration, "fuzz");
        LicenceId licence = buy(maya, publish(_work, what));

        bool covered = use < 64 && (uint256(uses) >> use) & 1 == 1;
        bool ended = NOW + duration < FOREVER && time >= NOW + duration;
        ILicences.Reason expected =
            !covered
                ? ILicences.Reason.UseNotCovered
                : time < NOW
                    ? ILicences.Reason.NotStarted
                    : ended
                        ? ILicences.Reason.Expired
                        : ILicences.Reason.Licensed;
        _expect(maya, licence, use, time, expected);
        licences.isLicensed(maya, LicenceId.wrap(other), use, uint8(other), time);
    }

    function _buyFor(uint40 duration) private returns (LicenceId) {
        ITerms.Terms memory what = someTerms();
        (what.duration, what.deed) = (duration, "duration");
        return buy(maya, publish(_work, what));
    }

    function _expect(address account, LicenceId licence, uint8 use, uint40 time, ILicences.Reason reason) private view {
        (ILicences.Reason actual, LicenceId decisive) = licences.isLicensed(account, licence, use, 7, time);
        assertEq(uint256(actual), uint256(reason), "reason");
        assertEq(decisive, licence, "decisive");
    }
}
