// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {IRoyalties} from "../../contracts/interfaces/IRoyalties.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {FeeToken, PlainToken, SwitchToken} from "../mocks/Tokens.sol";
import {Deployed} from "./Deployed.sol";
import {OfferSignature} from "./OfferSignature.sol";

/// @title PurchaseBehavior: what must hold whenever an offer is used: to buy or to renew, a licence or a sublicence,
/// directly or in a batch
/// @dev Ines's work; for sublicences, Maya grants them under a licence of hers. Tomas pays.
abstract contract PurchaseBehavior is Deployed {
    WorkId internal work;
    /// @dev At 1 ether a seat and period, for anyone.
    IOffers.Offer internal offer;

    /// @dev How an offer is used: with one call to the contracts. `amount` is in seats or in periods.
    function act(
        address payer,
        IOffers.Offer memory what,
        uint16 amount,
        uint256 maximum,
        uint256 deadline,
        uint256 value
    ) internal virtual;

    /// @dev Publishes `offer`, and makes ready for `act`.
    function prepare() internal virtual;

    /// @dev The licences that `act` has sold or the periods it has added.
    function done() internal view virtual returns (uint256);

    /// @dev The licence that `act` renews; none if it buys.
    function renewed() internal view virtual returns (LicenceId) {}

    function setUp() public virtual override {
        super.setUp();
        work = register(ines, CONTENT);
        prepare();
    }

    function prepareTop() internal {
        offer = publish(work, someTerms());
    }

    /// @dev Under a licence for ever, with a thousand seats.
    function prepareSub() internal {
        ITerms.Terms memory what = someTerms();
        (what.sublicensing, what.duration, what.deed) = (1, FOREVER, "outer");
        IOffers.Offer memory outer = publish(work, what);
        offer = publishUnder(buy(maya, outer, 1_000), maya, someTerms());
    }

    /* THE EXACT OFFER */

    function test_RevertWhen_L05_AnyFieldOfTheOfferIsAnother() public {
        IOffers.Offer memory changed = offer;
        changed.work = WorkId.wrap(WorkId.unwrap(work) + 1);
        _refuseOther(changed, _changedHands(changed, address(0)));
        changed = offer;
        changed.parent = LicenceId.wrap(77);
        _refuseOther(changed, _changedHands(changed, address(0)));
        changed = offer;
        changed.licensor = eve;
        _refuseOther(changed, _changedHands(changed, offer.licensor));
        changed = offer;
        changed.terms = TermsId.wrap("other terms");
        _refuseOther(changed, abi.encodeWithSelector(ILicences.Licences_OtherTerms.selector, renewed()));
        changed = offer;
        changed.buyer = tomas;
        _refuseUnknown(changed);
        changed = offer;
        changed.currency = address(this);
        _refuseUnknown(changed);
        changed = offer;
        changed.price = 0;
        _refuseUnknown(changed);
        changed = offer;
        changed.supply = 1;
        _refuseUnknown(changed);
        changed = offer;
        changed.opens = 1;
        _refuseUnknown(changed);
        changed = offer;
        changed.closes = FOREVER - 1;
        _refuseUnknown(changed);
        changed = offer;
        changed.starts = 1;
        _refuseUnknown(changed);
        changed = offer;
        changed.schedule = "other facts";
        _refuseUnknown(changed);
    }

    function test_RevertGiven_L05_TheOfferWasClosed() public {
        vm.prank(offer.licensor);
        offers.close(offer);
        _refuse(
            offer,
            abi.encodeWithSelector(
                IOffers.Offers_NotOpen.selector,
                OfferSignature.idOf(offer),
                IOffers.OfferState.Closed
            )
        );
    }

    /* TIME */

    function test_RevertWhen_R07_ItIsMinedTooLate() public {
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_PastDeadline.selector, NOW - 1, NOW));
        act(tomas, offer, 1, 1 ether, NOW - 1, 1 ether);
        act(tomas, offer, 1, 1 ether, NOW, 1 ether);
        assertEq(done(), 1, "the last second");
    }

    function test_RevertWhen_L01_ItIsOutsideTheWindow() public {
        IOffers.Offer memory other = offer;
        (other.opens, other.closes) = (uint40(NOW + 10), uint40(NOW + 20));
        publish(other);
        uint256[4] memory times = [NOW, NOW + 9, NOW + 20, NOW + 21];
        for (uint256 i = 0; i < times.length; ++i) {
            vm.warp(times[i]);
            _refuse(other, abi.encodeWithSelector(IOffers.Offers_OutsideWindow.selector, NOW + 10, NOW + 20, times[i]));
        }
        vm.warp(NOW + 10);
        _use(other);
        vm.warp(NOW + 19);
        _use(other);
        assertEq(done(), 2, "the first and the last second");
    }

    /* FOR WHOM */

    function test_RevertWhen_R10_TheOfferIsForAnother() public {
        IOffers.Offer memory other = offer;
        other.buyer = maya;
        publish(other);
        address[3] memory people = [eve, ines, tomas];
        for (uint256 i = 0; i < people.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_NotForYou.selector, maya, people[i]));
            act(people[i], other, 1, 1 ether, NOW, 1 ether);
        }
        act(maya, other, 1, 1 ether, NOW, 1 ether);
        assertEq(done(), 1, "it is for Maya");
    }

    /* HOW MUCH */

    function test_RevertWhen_L04_NothingIsAskedFor() public {
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_Nothing.selector));
        act(tomas, offer, 0, 1 ether, NOW, 0);
    }

    function test_RevertGiven_L10_TooFewAreLeft() public {
        IOffers.Offer memory other = offer;
        other.supply = 3;
        bytes32 id = publish(other);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_SoldOut.selector, id, 3, 4));
        act(tomas, other, 4, 4 ether, NOW, 4 ether);
        act(tomas, other, 2, 2 ether, NOW, 2 ether);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_SoldOut.selector, id, 1, 2));
        act(tomas, other, 2, 2 ether, NOW, 2 ether);
        _use(other);
        _refuse(other, abi.encodeWithSelector(IOffers.Offers_SoldOut.selector, id, 0, 1));
        (, uint32 sold) = offers.offerOf(id);
        assertEq(sold, 3, "sold");
    }

    /// @dev An offer without limit goes on when its count stands at what would be a limit for another.
    function test_WhenUnlimited_TheCountIsNoLimit() public {
        IOffers.Offer memory limited = offer;
        limited.supply = UNLIMITED - 1;
        bytes32 id = publish(limited);
        _setSold(id, UNLIMITED - 2);
        _use(limited);
        _refuse(limited, abi.encodeWithSelector(IOffers.Offers_SoldOut.selector, id, 0, 1));
        _setSold(OfferSignature.idOf(offer), UNLIMITED);
        _use(offer);
        assertEq(done(), 2, "one each");
    }

    /* PRICE */

    function test_RevertWhen_ThePriceIsAboveTheMaximum() public {
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_AboveMaximum.selector, 1 ether, 1 ether - 1));
        act(tomas, offer, 1, 1 ether - 1, NOW, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_AboveMaximum.selector, 3 ether, 3 ether - 1));
        act(tomas, offer, 3, 3 ether - 1, NOW, 3 ether);
    }

    function test_RevertWhen_L06_TheEthIsNotExactlyThePrice() public {
        uint256[4] memory values = [uint256(0), 1 ether, 2 ether - 1, 2 ether + 1];
        for (uint256 i = 0; i < values.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_WrongValue.selector, values[i], 2 ether));
            act(tomas, offer, 2, type(uint256).max, NOW, values[i]);
        }
        assertEq(address(offers).balance, 0, "nothing is kept");
    }

    function test_RevertWhen_EthComesWithATokenOrAFreeOffer() public {
        IOffers.Offer memory other = offer;
        other.currency = address(new PlainToken(6));
        publish(other);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_WrongValue.selector, 1, 0));
        act(tomas, other, 1, type(uint256).max, NOW, 1);
        other = offer;
        other.price = 0;
        publish(other);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_WrongValue.selector, 1, 0));
        act(tomas, other, 1, 0, NOW, 1);
    }

    /// @dev A price that can't be written is above any maximum that can be paid, not a small one.
    function test_RevertWhen_L04_ThePriceOverflows() public {
        IOffers.Offer memory other = offer;
        PlainToken token = new PlainToken(18);
        (other.currency, other.price) = (address(token), type(uint256).max / 2 + 1);
        publish(other);
        vm.expectRevert(
            abi.encodeWithSelector(IOffers.Offers_AboveMaximum.selector, type(uint256).max, type(uint256).max - 1)
        );
        act(tomas, other, 2, type(uint256).max - 1, NOW, 0);
        // Who would pay anything fails at what they have.
        _approve(token, 0);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, tomas, 0, type(uint256).max)
        );
        act(tomas, other, 2, type(uint256).max, NOW, 0);
        assertEq(done(), 0, "nothing was sold");
    }

    function test_RevertWhen_TheAllowanceIsMissing_AndNobodyElsesServes() public {
        IOffers.Offer memory other = offer;
        PlainToken token = new PlainToken(18);
        other.currency = address(token);
        publish(other);
        // Maya has allowed Royalties to take her tokens; Tomas buys, and is the one who pays.
        token.mint(maya, 10 ether);
        vm.prank(maya);
        token.approve(address(royalties), type(uint256).max);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(royalties), 0, 1 ether)
        );
        act(tomas, other, 1, 1 ether, NOW, 0);
    }

    function test_RevertWhen_L07_TheTokenMovesNothing() public {
        IOffers.Offer memory other = offer;
        SwitchToken token = new SwitchToken();
        other.currency = address(token);
        publish(other);
        _approve(token, 1 ether);
        token.switchTo(SwitchToken.Mode.MovesNothing);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NothingReceived.selector, address(token), 1 ether));
        act(tomas, other, 1, 1 ether, NOW, 0);
        assertEq(done(), 0, "nothing was sold");
    }

    /* THE LICENSOR */

    function test_RevertGiven_N05_TheLicensorMayGrantNoMore_UntilTheyMayAgain() public {
        address former = offer.licensor;
        _move(former, eve);
        _refuse(
            offer,
            abi.encodeWithSelector(ILicences.Licences_ChangedHands.selector, work, offer.parent, former, eve)
        );
        _move(eve, former);
        _use(offer);
        assertEq(done(), 1, "it counts again");
    }

    /* HAPPY PATHS */

    function test_WhenL04_TheOfferIsFree_NothingIsPaid() public {
        IOffers.Offer memory other = offer;
        (other.price, other.currency) = (0, address(new PlainToken(18)));
        publish(other);
        uint256 before = royalties.received(work, ETH);
        act(tomas, other, 3, 0, NOW, 0);
        assertEq(royalties.received(work, other.currency), 0, "received");
        assertEq(royalties.received(work, ETH), before, "no ETH");
        (, uint32 sold) = offers.offerOf(OfferSignature.idOf(other));
        assertEq(sold, 3, "sold");
    }

    /// @dev What a fee takes away is the licensor's risk, who chose the currency: the buyer paid the price.
    function test_WhenL07_TheTokenTakesAFee_WhatArrivesIsCredited() public {
        IOffers.Offer memory other = offer;
        FeeToken token = new FeeToken();
        other.currency = address(token);
        publish(other);
        _approve(token, 1 ether);
        act(tomas, other, 1, 1 ether, NOW, 0);
        uint256 credited = royalties.received(work, address(token)) + royalties.proceedsOf(maya, address(token));
        assertEq(credited, 0.99 ether, "credited");
        assertEq(token.balanceOf(address(royalties)), 0.99 ether, "balance");
    }

    function testFuzz_TakesThePriceForEach_AndCountsThem(uint16 amount, uint256 price, uint256 maximum) public {
        amount = uint16(bound(amount, 1, 900));
        price = bound(price, 0, 1_000 ether);
        maximum = bound(maximum, price * amount, type(uint256).max);
        IOffers.Offer memory other = offer;
        (other.price, other.supply) = (price, amount);
        bytes32 id = publish(other);
        uint256 held = address(royalties).balance;
        uint256 balance = tomas.balance;
        act(tomas, other, amount, maximum, NOW, price * amount);
        (IOffers.OfferState state, uint32 sold) = offers.offerOf(id);
        assertEq(uint256(state), uint256(IOffers.OfferState.Open), "state");
        assertEq(sold, amount, "sold");
        assertEq(address(royalties).balance - held, price * amount, "paid");
        assertEq(balance - tomas.balance, price * amount, "by Tomas");
        assertEq(address(offers).balance, 0, "nothing stays in Offers");
        assertEq(address(colophon).balance, 0, "nor in Colophon");
    }

    /* HELPERS */

    function _move(address from, address to) private {
        vm.startPrank(from);
        if (LicenceId.unwrap(offer.parent) == 0) works.transferFrom(from, to, WorkId.unwrap(work));
        else licences.transferFrom(from, to, LicenceId.unwrap(offer.parent));
        vm.stopPrank();
    }

    function _approve(PlainToken token, uint256 amount) private {
        token.mint(tomas, amount);
        vm.prank(tomas);
        token.approve(address(royalties), type(uint256).max);
    }

    function _use(IOffers.Offer memory what) private {
        act(tomas, what, 1, 1 ether, type(uint256).max, 1 ether);
    }

    function _refuse(IOffers.Offer memory what, bytes memory reason) private {
        vm.expectRevert(reason);
        _use(what);
    }

    /// @dev Whoever renews hears first that the offer does not fit the licence.
    function _refuseOther(IOffers.Offer memory what, bytes memory reasonOfRenewing) private {
        if (renewed().isZero()) _refuseUnknown(what);
        else _refuse(what, reasonOfRenewing);
    }

    function _changedHands(IOffers.Offer memory what, address controller) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ILicences.Licences_ChangedHands.selector,
                what.work,
                what.parent,
                what.licensor,
                controller
            );
    }

    function _refuseUnknown(IOffers.Offer memory what) private {
        _refuse(
            what,
            abi.encodeWithSelector(
                IOffers.Offers_NotOpen.selector,
                OfferSignature.idOf(what),
                IOffers.OfferState.Unknown
            )
        );
    }

    /// @dev State in the low byte, sold above it.
    function _setSold(bytes32 id, uint32 sold) private {
        vm.record();
        offers.offerOf(id);
        (bytes32[] memory reads, ) = vm.accesses(address(offers));
        vm.store(address(offers), reads[0], bytes32((uint256(sold) << 8) | 1));
        (, uint32 stored) = offers.offerOf(id);
        assertEq(stored, sold, "written");
    }
}
