// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Licensing} from "../../utils/Licensing.sol";

contract LicencesIsLicensedTest is Licensing {
    WorkId private _work;
    LicenceId private _licence;
    IOffers.Offer private _offer;

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
            ILicences.Use memory use = useAt(NOW);
            use.territory = uint8(territory);
            _expect(licence, use, covered ? ILicences.Reason.Licensed : ILicences.Reason.TerritoryNotCovered);
        }
    }

    function test_WhenThePurposeIsNotCovered() public view {
        for (uint256 purpose = 0; purpose < 256; ++purpose) {
            ILicences.Use memory use = useAt(NOW);
            use.purpose = uint8(purpose);
            bool covered = purpose == 1 || purpose == 2;
            _expect(_licence, use, covered ? ILicences.Reason.Licensed : ILicences.Reason.PurposeNotCovered);
        }
    }

    function test_WhenTheHighestActAndPurposeAreAllowed() public {
        ITerms.Terms memory what = someTerms();
        (what.uses, what.purposes) = (1 << 63, 1 << 31);
        LicenceId licence = buy(maya, publish(_work, what));
        ILicences.Use memory use = useAt(NOW);
        (use.act, use.purpose) = (63, 31);
        _expect(licence, use, ILicences.Reason.Licensed);
        use.act = 127;
        _expect(licence, use, ILicences.Reason.UseNotCovered);
        (use.act, use.purpose) = (63, 63);
        _expect(licence, use, ILicences.Reason.PurposeNotCovered);
    }

    /// @dev A licence for one field covers that one alone; one for all covers any, named or not.
    function test_WhenTheFieldIsNotCovered() public {
        ITerms.Terms memory what = someTerms();
        what.field = "French";
        LicenceId french = buy(maya, publish(_work, what));
        ILicences.Use memory use = useAt(NOW);
        _expect(french, use, ILicences.Reason.FieldNotCovered);
        use.field = "German";
        _expect(french, use, ILicences.Reason.FieldNotCovered);
        _expect(_licence, use, ILicences.Reason.Licensed);
        use.field = "French";
        _expect(french, use, ILicences.Reason.Licensed);
        _expect(_licence, use, ILicences.Reason.Licensed);
    }

    /// @dev L01: an embargo. It covers nothing before its start, whatever was paid.
    function test_WhenL01_ItStartsLater_ItCoversNothingBefore() public {
        IOffers.Offer memory later = publishFrom(_offer, NOW + 10 days);
        LicenceId licence = buy(maya, later);
        _expect(maya, licence, 3, uint40(NOW), ILicences.Reason.NotStarted);
        _expect(maya, licence, 3, uint40(NOW + 10 days - 1), ILicences.Reason.NotStarted);
        _expect(maya, licence, 3, uint40(NOW + 10 days), ILicences.Reason.Licensed);
        _expect(maya, licence, 3, uint40(NOW + 375 days - 1), ILicences.Reason.Licensed);
        _expect(maya, licence, 3, uint40(NOW + 375 days), ILicences.Reason.Expired);
    }

    function test_WhenItWasSurrendered_ItCoversTheTimeBefore() public {
        vm.warp(NOW + 20);
        surrender(maya, _licence);
        _expect(maya, _licence, 3, uint40(NOW - 1), ILicences.Reason.NotStarted);
        _expect(maya, _licence, 3, uint40(NOW), ILicences.Reason.Licensed);
        _expect(maya, _licence, 3, uint40(NOW + 19), ILicences.Reason.Licensed);
        _expect(maya, _licence, 3, uint40(NOW + 20), ILicences.Reason.Surrendered);
        _expect(maya, _licence, 3, FOREVER, ILicences.Reason.Surrendered);
    }

    /// @dev At no time at all: not started before it was given back, and over from then on.
    function test_WhenItWasSurrenderedBeforeItsStart_ItNeverCovers() public {
        LicenceId licence = buy(maya, publishFrom(_offer, NOW + 10 days));
        vm.warp(NOW + 5 days);
        surrender(maya, licence);
        _expect(maya, licence, 3, uint40(NOW), ILicences.Reason.NotStarted);
        _expect(maya, licence, 3, uint40(NOW + 5 days - 1), ILicences.Reason.NotStarted);
        _expect(maya, licence, 3, uint40(NOW + 5 days), ILicences.Reason.Surrendered);
        _expect(maya, licence, 3, uint40(NOW + 10 days), ILicences.Reason.Surrendered);
        _expect(maya, licence, 3, uint40(NOW + 375 days), ILicences.Reason.Surrendered);
    }

    /// @dev L11: what was licensed before the termination was licensed.
    function test_WhenL11_ItWasTerminated_ItCoversTheTimeBefore() public {
        ITerms.Terms memory what = underRules(someTerms());
        LicenceId licence = buy(maya, publish(_work, what));
        vm.warp(NOW + 20);
        licences.terminate(licence, what);
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

    /// @dev The order of reasons: who, which act, what for, where, in what field, when.
    function test_WhenSeveralReasonsApply_TheFirstIsGiven() public {
        ITerms.Terms memory what = someTerms();
        (what.territories, what.field) = (1, "French");
        LicenceId narrow = buy(maya, publish(_work, what));
        ILicences.Use memory use = ILicences.Use({act: 9, purpose: 9, territory: 9, field: "German", time: 0});
        _expect(narrow, use, ILicences.Reason.UseNotCovered);
        use.act = 3;
        _expect(narrow, use, ILicences.Reason.PurposeNotCovered);
        use.purpose = 1;
        _expect(narrow, use, ILicences.Reason.TerritoryNotCovered);
        use.territory = 0;
        _expect(narrow, use, ILicences.Reason.FieldNotCovered);
        use.field = "French";
        _expect(narrow, use, ILicences.Reason.NotStarted);
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
        offers.close(_offer);
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
        ILicences.Use memory any = ILicences.Use(use, uint8(other >> 8), uint8(other), bytes32(other), time);
        licences.isLicensed(maya, LicenceId.wrap(other), any);
        licences.isLicensed(maya, licence, any);
    }

    function _buyFor(uint40 duration) private returns (LicenceId) {
        ITerms.Terms memory what = someTerms();
        (what.duration, what.deed) = (duration, "duration");
        return buy(maya, publish(_work, what));
    }

    function _expect(address account, LicenceId licence, uint8 act, uint40 time, ILicences.Reason reason) private view {
        ILicences.Use memory use = useAt(time);
        use.act = act;
        _expectUse(account, licence, use, reason);
    }

    function _expect(LicenceId licence, ILicences.Use memory use, ILicences.Reason reason) private view {
        _expectUse(maya, licence, use, reason);
    }

    function _expectUse(
        address account,
        LicenceId licence,
        ILicences.Use memory use,
        ILicences.Reason reason
    ) private view {
        (ILicences.Reason actual, LicenceId decisive) = licences.isLicensed(account, licence, use);
        assertEq(uint256(actual), uint256(reason), "reason");
        assertEq(decisive, licence, "decisive");
    }
}
