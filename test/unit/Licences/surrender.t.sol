// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IColophon} from "../../../contracts/interfaces/IColophon.sol";
import {IERC7858} from "../../../contracts/interfaces/IERC7858.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId, toLicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Licensing} from "../../utils/Licensing.sol";

/// @dev A licence can be given back. What it freed is in exclusivity.t.sol and windows.t.sol.
contract LicencesSurrenderTest is Licensing {
    WorkId private _work;
    IOffers.Offer private _offer;
    LicenceId private _licence;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        ITerms.Terms memory what = someTerms();
        what.sublicensing = 2;
        _offer = publish(_work, what);
        _licence = buy(maya, _offer, 10);
    }

    /* WHO */

    function test_RevertWhen_TheCallerIsNotTheHolder() public {
        vm.startPrank(maya);
        licences.approve(tomas, LicenceId.unwrap(_licence));
        licences.setApprovalForAll(eve, true);
        licences.setAgent(LicenceId.unwrap(_licence), deployer, FOREVER);
        vm.stopPrank();
        address[4] memory others = [ines, tomas, eve, deployer];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(notLive(_licence, ILicences.Reason.NotHolder));
            surrender(others[i], _licence);
        }
        vm.expectRevert(notLive(toLicenceId(_work, 9), ILicences.Reason.NotHolder));
        surrender(maya, toLicenceId(_work, 9));
        vm.expectRevert(notLive(LicenceId.wrap(0), ILicences.Reason.NotHolder));
        surrender(maya, LicenceId.wrap(0));
        vm.prank(maya);
        licences.transferFrom(maya, tomas, LicenceId.unwrap(_licence));
        vm.expectRevert(notLive(_licence, ILicences.Reason.NotHolder));
        surrender(maya, _licence);
        surrender(tomas, _licence);
    }

    /* WHEN */

    function test_RevertGiven_ItIsOverAlready() public {
        ITerms.Terms memory what = underRules(someTerms());
        LicenceId ended = buy(maya, publish(_work, what));
        licences.terminate(ended, what);
        vm.expectRevert(notLive(ended, ILicences.Reason.Terminated));
        surrender(maya, ended);
        surrender(maya, _licence);
        vm.expectRevert(notLive(_licence, ILicences.Reason.Surrendered));
        surrender(maya, _licence);
        LicenceId last = buy(maya, _offer);
        vm.warp(NOW + 365 days);
        vm.expectRevert(notLive(last, ILicences.Reason.Expired));
        surrender(maya, last);
    }

    /// @dev Whoever passed something on can't take it from those who have it.
    function test_RevertGiven_SublicencesAreLive() public {
        IOffers.Offer memory offer = publishUnder(_licence, maya, _inner(100 days));
        LicenceId one = buy(tomas, offer);
        LicenceId two = buy(eve, offer);
        _refuse(NOW + 100 days);
        surrender(tomas, one);
        _refuse(NOW + 100 days);
        surrender(eve, two);
        // The book's end is brought forward by whoever wants to.
        licences.prune(_work, _licence, MOST);
        surrender(maya, _licence);
        assertEq(licences.licenceOf(_licence).endsAt, NOW, "over");
    }

    function test_WhenSublicencesRanOut_ItCanBeGivenBack() public {
        buy(tomas, publishUnder(_licence, maya, _inner(100 days)));
        vm.warp(NOW + 100 days - 1);
        _refuse(NOW + 100 days);
        vm.warp(NOW + 100 days);
        surrender(maya, _licence);
    }

    /// @dev A sublicence of a sublicence counts, for the one that it hangs on.
    function test_WhenALevelBelowIsGivenBack_TheOneAboveCanBe() public {
        ITerms.Terms memory what = _inner(100 days);
        what.sublicensing = 1;
        LicenceId middle = buy(tomas, publishUnder(_licence, maya, what));
        what.sublicensing = 0;
        LicenceId last = buy(eve, publishUnder(middle, tomas, what));
        vm.expectRevert(
            abi.encodeWithSelector(ILicences.Licences_HasSublicences.selector, middle, uint40(NOW + 100 days))
        );
        surrender(tomas, middle);
        surrender(eve, last);
        licences.prune(_work, middle, MOST);
        surrender(tomas, middle);
        licences.prune(_work, _licence, MOST);
        surrender(maya, _licence);
    }

    /* WHAT IT DOES */

    function test_IsOverFromThatSecond_AndTheTokenStays() public {
        vm.warp(NOW + 7 days);
        uint256 tokenId = LicenceId.unwrap(_licence);
        vm.expectEmit(address(licences));
        emit IERC7858.TokenExpiryUpdated(tokenId, NOW, NOW + 7 days);
        vm.expectEmit(address(licences));
        emit ILicences.LicenceSurrendered(_licence, maya, uint40(NOW + 7 days));
        vm.recordLogs();
        surrender(maya, _licence);
        assertLogCount(2, "events");
        expectStanding(maya, _licence, NOW + 7 days - 1, ILicences.Reason.Licensed, _licence);
        expectStanding(maya, _licence, NOW + 7 days, ILicences.Reason.Surrendered, _licence);
        assertEq(licences.ownerOf(tokenId), maya, "the token stays");
        assertEq(licences.balanceOf(maya), 1, "balance");
        assertEq(licences.totalLicences(_work), 1, "it was granted");
        assertEq(royalties.received(_work, ETH), 10 ether, "nothing is paid back");
        vm.prank(maya);
        licences.transferFrom(maya, tomas, tokenId);
        expectStanding(tomas, _licence, NOW + 7 days, ILicences.Reason.Surrendered, _licence);
    }

    function test_RevertWhen_ItIsRenewedOrSublicensedAfterwards() public {
        IOffers.Offer memory inner = publishUnder(_licence, maya, _inner(1 days));
        IOffers.Renewal memory renewal = IOffers.Renewal(_licence, 1, 10 ether, NOW);
        surrender(maya, _licence);
        vm.expectRevert(notLive(_licence, ILicences.Reason.Surrendered));
        vm.prank(maya);
        offers.renew{value: 10 ether}(_offer, renewal);
        vm.expectRevert();
        buy(tomas, inner);
        assertEq(licences.totalLicences(_work), 1, "nothing was sold below");
    }

    /// @dev An irrevocable exclusive for ever that both want to end.
    function test_WhenAnExclusiveForEverIsGivenBack_TheRightCanBeSoldAgain() public {
        ITerms.Terms memory what = someTerms();
        (what.exclusivity, what.duration) = (ITerms.Exclusivity.Exclusive, FOREVER);
        IOffers.Offer memory offer = publish(register(ines, "other"), what);
        LicenceId licence = buy(maya, offer);
        expectConflict(offer, offer.terms, FOREVER);
        // Bought back by the licensor, or given back by the licensee.
        vm.prank(maya);
        licences.transferFrom(maya, ines, LicenceId.unwrap(licence));
        surrender(ines, licence);
        expectLicensed(tomas, buy(tomas, offer));
    }

    /// @dev A smaller licence for a larger one, in one transaction: nobody gets in between.
    function test_WhenItIsReplacedByALargerOne_ItIsOneTransaction() public {
        ITerms.Terms memory what = someTerms();
        (what.exclusivity, what.uses) = (ITerms.Exclusivity.Exclusive, 1 << 9);
        IOffers.Offer memory small = publish(_work, what);
        LicenceId licence = buy(maya, small);
        what.uses = (1 << 9) | (1 << 10);
        IOffers.Offer memory large = publish(_work, what);
        expectConflict(large, small.terms, NOW + 365 days);
        IColophon.Call[] memory calls = new IColophon.Call[](2);
        calls[0] = call(address(licences), 0, abi.encodeCall(ILicences.surrender, (licence)));
        calls[1] = call(address(offers), 1 ether, abi.encodeCall(IOffers.buy, (large, purchaseOf(large, 1, maya))));
        vm.prank(maya);
        bytes[] memory results = colophon.batch{value: 1 ether}(calls);
        LicenceId next = abi.decode(results[1], (LicenceId));
        assertEq(licences.ownerOf(LicenceId.unwrap(next)), maya, "the larger one");
        assertEq(uint256(licences.licenceOf(licence).ended), uint256(ILicences.Reason.Surrendered), "the smaller one");
    }

    function _inner(uint40 duration) private pure returns (ITerms.Terms memory what) {
        what = someTerms();
        (what.duration, what.deed) = (duration, "inner");
    }

    function _refuse(uint256 until) private {
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_HasSublicences.selector, _licence, uint40(until)));
        surrender(maya, _licence);
    }
}
