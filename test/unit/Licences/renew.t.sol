// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC7858} from "../../../contracts/interfaces/IERC7858.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId, toLicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";
import {OfferSignature} from "../../utils/OfferSignature.sol";

/// @dev L10. The rules of the offer itself are in offers.t.sol, the parent's end in sublicense.t.sol.
contract LicencesRenewTest is Deployed {
    WorkId private _work;
    ILicences.Offer private _offer;
    LicenceId private _licence;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        _offer = publish(_work, someTerms());
        _licence = buy(maya, _offer, 2);
    }

    /* WHICH LICENCE */

    function test_RevertWhen_ThereIsNoSuchLicence() public {
        _renew(_offer, ILicences.Renewal(toLicenceId(_work, 9), 1, 2 ether, NOW), 0, _nothing());
        _renew(_offer, ILicences.Renewal(LicenceId.wrap(0), 1, 2 ether, NOW), 0, _nothing());
    }

    function test_RevertWhen_L10_TheOfferHasOtherTerms() public {
        ITerms.Terms memory what = someTerms();
        what.deed = "other";
        _refuseOther(publish(_work, what), _licence);
    }

    function test_RevertWhen_L10_TheOfferIsOfAnotherWork() public {
        _refuseOther(publish(register(ines, "other"), someTerms()), _licence);
    }

    function test_RevertWhen_L10_TheOfferIsOfAnotherParentOrOfNone() public {
        ITerms.Terms memory what = someTerms();
        (what.sublicensing, what.deed) = (1, "outer");
        ILicences.Offer memory outer = publish(_work, what);
        LicenceId one = buy(maya, outer);
        LicenceId other = buy(tomas, outer);
        ILicences.Offer memory underOne = publishUnder(one, maya, someTerms());
        ILicences.Offer memory underOther = publishUnder(other, tomas, someTerms());
        LicenceId sublicence = buy(eve, underOne);
        _refuseOther(underOther, sublicence);
        _refuseOther(_offer, sublicence);
        _refuseOther(underOne, _licence);
        renew(maya, _offer, _licence, 1);
    }

    /* WHO */

    /// @dev A longer licence can owe more reports, so nobody makes it longer for its holder unasked.
    function test_RevertWhen_SomebodyElseRenews_UnlessApproved() public {
        ILicences.Renewal memory renewal = renewalOf(_offer, _licence, 1);
        uint256 tokenId = LicenceId.unwrap(_licence);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, eve, tokenId));
        vm.prank(eve);
        licences.renew{value: 2 ether}(_offer, renewal);
        vm.prank(maya);
        licences.approve(eve, tokenId);
        renew(eve, _offer, _licence, 1);
        assertEq(licences.licenceOf(_licence).end, NOW + 730 days, "end");
        assertEq(licences.ownerOf(tokenId), maya, "it stays Maya's");
    }

    /* WHEN */

    function test_RevertWhen_L10_TheLicenceIsOver() public {
        bytes memory reason = abi.encodeWithSelector(
            ILicences.Licences_NotLive.selector,
            _licence,
            ILicences.Reason.Expired
        );
        ILicences.Renewal memory renewal = renewalOf(_offer, _licence, 1);
        vm.warp(NOW + 365 days);
        _renew(_offer, renewal, 2 ether, reason);
        vm.warp(NOW + 1000 days);
        _renew(_offer, renewal, 2 ether, reason);
    }

    function test_RevertGiven_L11_TheLicenceIsTerminated() public {
        ITerms.Terms memory what = someTerms();
        what.cure = 1;
        ILicences.Offer memory offer = publish(_work, what);
        LicenceId licence = buy(maya, offer);
        vm.prank(ines);
        compliance.notice(licence, what, "evidence");
        vm.warp(NOW + 1);
        vm.prank(ines);
        compliance.terminate(licence);
        _renew(
            offer,
            ILicences.Renewal(licence, 1, 1 ether, NOW + 1),
            1 ether,
            abi.encodeWithSelector(ILicences.Licences_NotLive.selector, licence, ILicences.Reason.Terminated)
        );
    }

    function test_WhenL10_ItIsTheLastSecond_NoDayIsLost() public {
        vm.warp(NOW + 365 days - 1);
        renew(maya, _offer, _licence, 1);
        assertEq(licences.licenceOf(_licence).end, NOW + 730 days, "end");
        assertEq(licences.licenceOf(_licence).start, NOW, "start");
        (ILicences.Reason reason, ) = licences.isLicensed(maya, _licence, 3, 0, uint40(NOW + 730 days - 1));
        assertEq(uint256(reason), uint256(ILicences.Reason.Licensed), "the new last second");
    }

    function test_WhenL10_ItIsRenewedAtOnce_AndAgain() public {
        for (uint256 i = 2; i < 6; ++i) {
            renew(maya, _offer, _licence, 1);
            assertEq(licences.licenceOf(_licence).end, NOW + i * 365 days, "end");
        }
    }

    /* HOW LONG */

    function test_RevertWhen_L10_TheLicenceHasNoEnd() public {
        ITerms.Terms memory what = someTerms();
        what.duration = FOREVER;
        ILicences.Offer memory offer = publish(_work, what);
        LicenceId licence = buy(maya, offer);
        ILicences.Renewal memory renewal = renewalOf(offer, licence, 1);
        _renew(offer, renewal, 1 ether, abi.encodeWithSelector(ILicences.Licences_NoEnd.selector, licence));
    }

    /// @dev A licence that reaches for ever by renewal has no end from then on.
    function test_WhenL10_ItReachesForever_ItHasNoEnd() public {
        ITerms.Terms memory what = someTerms();
        what.duration = FOREVER / 2;
        ILicences.Offer memory offer = publish(_work, what);
        LicenceId licence = buy(maya, offer);
        vm.expectEmit(address(licences));
        emit IERC7858.TokenExpiryUpdated(LicenceId.unwrap(licence), NOW, 0);
        _act(offer, ILicences.Renewal(licence, 1, 1 ether, NOW), 1 ether);
        assertEq(licences.licenceOf(licence).end, FOREVER, "end");
        assertEq(licences.endTime(LicenceId.unwrap(licence)), 0, "no end");
        _renew(
            offer,
            ILicences.Renewal(licence, 1, 1 ether, NOW),
            1 ether,
            abi.encodeWithSelector(ILicences.Licences_NoEnd.selector, licence)
        );
    }

    function test_RevertWhen_L10_ItWouldHaveMoreThan4095Periods() public {
        ILicences.Offer memory offer = _offer;
        offer.price = 0;
        publish(offer);
        ILicences.Renewal memory renewal = ILicences.Renewal(_licence, 4_095, 0, NOW);
        bytes memory reason = abi.encodeWithSelector(ILicences.Licences_TooManyPeriods.selector, _licence, 4_096);
        _renew(offer, renewal, 0, reason);
        renewal.periods = type(uint16).max;
        _renew(offer, renewal, 0, abi.encodeWithSelector(ILicences.Licences_TooManyPeriods.selector, _licence, 65_536));
        renewal.periods = 4_094;
        _act(offer, renewal, 0);
        assertEq(licences.licenceOf(_licence).end, NOW + 4_095 * 365 days, "all that can be written");
        assertEq(licences.licenceOf(_licence).seats, 2, "nothing else changes");
        assertEq(licences.licenceOf(_licence).terms == _offer.terms, true, "nor the terms");
        renewal.periods = 1;
        _renew(offer, renewal, 0, reason);
    }

    /* PRICE AND PAYER */

    /// @dev Renewing uses any open offer of the same terms: what the licence once cost does not matter.
    function test_WhenL10_ThePriceHasChanged_TheNewOneIsPaid() public {
        vm.prank(ines);
        licences.close(_offer);
        ILicences.Renewal memory renewal = renewalOf(_offer, _licence, 1);
        _renew(
            _offer,
            renewal,
            2 ether,
            abi.encodeWithSelector(
                ILicences.Licences_NotOpen.selector,
                OfferSignature.idOf(_offer),
                ILicences.OfferState.Closed
            )
        );
        ILicences.Offer memory dearer = _offer;
        dearer.price = 3 ether;
        publish(dearer);
        // Not even at a price that the payer did not agree to.
        _renew(
            dearer,
            renewal,
            6 ether,
            abi.encodeWithSelector(ILicences.Licences_AboveMaximum.selector, 6 ether, 2 ether)
        );
        renew(maya, dearer, _licence, 1);
        assertEq(royalties.received(_work, ETH), 2 ether + 6 ether, "received");
    }

    function test_WhenSentInABatch_TheSenderPays() public {
        ILicences.Renewal memory renewal = ILicences.Renewal(_licence, 1, 2 ether, NOW);
        vm.prank(maya);
        licences.setApprovalForAll(eve, true);
        vm.expectEmit(address(licences));
        emit ILicences.LicenceRenewed(_licence, OfferSignature.idOf(_offer), eve, 1, uint40(NOW + 730 days));
        batch(eve, address(licences), 2 ether, abi.encodeCall(ILicences.renew, (_offer, renewal)));
        assertEq(licences.ownerOf(LicenceId.unwrap(_licence)), maya, "it stays Maya's");
    }

    function testFuzz_AddsPeriodsAfterTheEnd(uint16 periods, uint40 duration, uint40 pause) public {
        periods = uint16(bound(periods, 1, 4_094));
        duration = uint40(bound(duration, 1, FOREVER));
        ITerms.Terms memory what = someTerms();
        what.duration = duration;
        ILicences.Offer memory offer = offerOf(_work, ines, terms.defineTerms(what));
        offer.price = 3;
        bytes32 id = publish(offer);
        LicenceId licence = buy(maya, offer, 5);
        if (licences.licenceOf(licence).end == FOREVER) return;
        vm.warp(NOW + (pause % duration));
        uint40 expected = _endOf(duration, uint256(periods) + 1);
        bytes memory state = _stateWith(licence, expected);
        _renewAs(maya, offer, licence, periods, expected);
        assertEq(abi.encode(licences.licenceOf(licence)), state, "only the end changes");
        assertEq(royalties.received(_work, ETH), 2 ether + 15 + uint256(periods) * 15, "paid");
        (, uint32 sold) = licences.offerOf(id);
        assertEq(sold, 5 + uint32(periods) * 5, "seats and periods");
        assertEq(licences.totalLicences(_work), 2, "no new licence");
    }

    function _renewAs(
        address payer,
        ILicences.Offer memory offer,
        LicenceId licence,
        uint16 periods,
        uint40 end
    ) private {
        uint256 price = uint256(periods) * 15;
        ILicences.Renewal memory renewal = ILicences.Renewal(licence, periods, price, type(uint256).max);
        vm.expectEmit(address(licences));
        emit ILicences.LicenceRenewed(licence, OfferSignature.idOf(offer), payer, periods, end);
        vm.expectEmit(address(licences));
        emit IERC7858.TokenExpiryUpdated(LicenceId.unwrap(licence), NOW, end == FOREVER ? 0 : end);
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, ETH, payer, price, bytes32(LicenceId.unwrap(licence)));
        vm.recordLogs();
        vm.prank(payer);
        licences.renew{value: price}(offer, renewal);
        assertLogCount(3, "events");
    }

    /* HELPERS */

    function _endOf(uint256 duration, uint256 periods) private pure returns (uint40) {
        uint256 end = NOW + duration * periods;
        return end >= FOREVER ? FOREVER : uint40(end);
    }

    function _stateWith(LicenceId licence, uint40 end) private view returns (bytes memory) {
        ILicences.Licence memory state = licences.licenceOf(licence);
        state.end = end;
        return abi.encode(state);
    }

    function _nothing() private pure returns (bytes memory) {
        return abi.encodeWithSelector(ILicences.Licences_Nothing.selector);
    }

    function _act(ILicences.Offer memory offer, ILicences.Renewal memory renewal, uint256 value) private {
        vm.prank(maya);
        licences.renew{value: value}(offer, renewal);
    }

    function _renew(
        ILicences.Offer memory offer,
        ILicences.Renewal memory renewal,
        uint256 value,
        bytes memory reason
    ) private {
        vm.expectRevert(reason);
        _act(offer, renewal, value);
    }

    function _refuseOther(ILicences.Offer memory offer, LicenceId licence) private {
        ILicences.Renewal memory renewal = renewalOf(offer, licence, 1);
        _renew(
            offer,
            renewal,
            renewal.maximum,
            abi.encodeWithSelector(ILicences.Licences_OtherTerms.selector, licence, OfferSignature.idOf(offer))
        );
    }
}
