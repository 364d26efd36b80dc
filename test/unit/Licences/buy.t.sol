// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors, IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC5192} from "../../../contracts/interfaces/IERC5192.sol";
import {IERC7858} from "../../../contracts/interfaces/IERC7858.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {LicenceId, toLicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {FeeToken, PlainToken} from "../../mocks/Tokens.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract LicencesBuyTest is Deployed {
    WorkId private _work;
    ILicences.Offer private _offer;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        _offer = publish(_work, someTerms());
        _id = keccak256(abi.encode(_offer));
    }

    /* THE EXACT OFFER */

    function test_RevertWhen_L05_AnyFieldOfTheOfferIsAnother() public {
        ILicences.Offer memory changed = _offer;
        changed.work = register(ines, "other work");
        _refuseUnknown(changed);
        changed = _offer;
        changed.licensor = eve;
        _refuseUnknown(changed);
        changed = _offer;
        changed.terms = "other terms";
        _refuseUnknown(changed);
        changed = _offer;
        changed.currency = address(new PlainToken(18));
        _refuseUnknown(changed);
        changed = _offer;
        changed.price = 0;
        _refuseUnknown(changed);
        changed = _offer;
        changed.supply = 1;
        _refuseUnknown(changed);
        changed = _offer;
        changed.opens = 1;
        _refuseUnknown(changed);
        changed = _offer;
        changed.closes = FOREVER - 1;
        _refuseUnknown(changed);
    }

    function test_RevertGiven_L05_TheOfferWasClosedBeforeTheBuyerWasMined() public {
        vm.prank(ines);
        licences.close(_offer);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotOpen.selector, _id, ILicences.OfferState.Closed));
        buy(maya, _offer);
    }

    /* TIME */

    function test_RevertWhen_L01_R07_ItIsOutsideTheWindow() public {
        ILicences.Offer memory offer = _offer;
        (offer.opens, offer.closes) = (uint40(NOW + 10), uint40(NOW + 20));
        publish(offer);
        uint256[4] memory times = [NOW, NOW + 9, NOW + 20, NOW + 21];
        for (uint256 i = 0; i < times.length; ++i) {
            vm.warp(times[i]);
            vm.expectRevert(
                abi.encodeWithSelector(ILicences.Licences_OutsideWindow.selector, offer.opens, offer.closes, times[i])
            );
            buy(maya, offer);
        }
        vm.warp(NOW + 10);
        buy(maya, offer);
        vm.warp(NOW + 19);
        buy(maya, offer);
        assertEq(licences.totalLicences(_work), 2, "the first and the last second");
    }

    function test_WhenL01_TheOfferStaysOpen_TimeNeverEndsIt() public {
        vm.warp(FOREVER - 1);
        buy(maya, _offer);
        vm.warp(uint256(FOREVER));
        vm.expectRevert(
            abi.encodeWithSelector(ILicences.Licences_OutsideWindow.selector, 0, FOREVER, uint256(FOREVER))
        );
        buy(maya, _offer);
    }

    /* SUPPLY */

    function test_RevertGiven_AllAreSold() public {
        ILicences.Offer memory offer = _offer;
        offer.supply = 2;
        bytes32 id = publish(offer);
        buy(maya, offer);
        buy(tomas, offer);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_SoldOut.selector, id, 2));
        buy(eve, offer);
        (, uint32 sold) = licences.offerOf(id);
        assertEq(sold, 2, "sold");
        assertEq(licences.totalLicences(_work), 2, "licences");
    }

    /// @dev The last serial of a work is 2^32 - 1. It cannot be reached by buying, so the count is written.
    function test_RevertGiven_AWorkHasAllTheLicencesItCanHave() public {
        vm.record();
        licences.totalLicences(_work);
        (bytes32[] memory reads, ) = vm.accesses(address(licences));
        vm.store(address(licences), reads[0], bytes32(uint256(type(uint32).max) - 1));
        assertEq(licences.totalLicences(_work), type(uint32).max - 1, "one is left");
        LicenceId last = buy(maya, _offer);
        assertEq(last, toLicenceId(_work, type(uint32).max), "the last");
        assertEq(last.workOf(), _work, "of this work");
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_TooManyLicences.selector, _work));
        buy(maya, _offer);
    }

    /// @dev An offer without limit sells one more when its count stands at what would be a limit for another.
    function test_WhenUnlimited_TheCountIsNoLimit() public {
        ILicences.Offer memory limited = _offer;
        limited.supply = UNLIMITED - 1;
        bytes32 id = publish(limited);
        _setSold(id, UNLIMITED - 2);
        buy(maya, limited);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_SoldOut.selector, id, UNLIMITED - 1));
        buy(maya, limited);
        _setSold(_id, UNLIMITED - 1);
        buy(maya, _offer);
        (, uint32 sold) = licences.offerOf(_id);
        assertEq(sold, UNLIMITED, "sold");
    }

    /* PRICE */

    function test_RevertWhen_ThePriceIsAboveTheMaximum() public {
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_AboveMaximum.selector, 1 ether, 1 ether - 1));
        vm.prank(maya);
        licences.buy{value: 1 ether}(_offer, 1 ether - 1, maya);
    }

    function test_RevertWhen_L06_TheEthIsNotExactlyThePrice() public {
        uint256[3] memory values = [uint256(0), 1 ether - 1, 1 ether + 1];
        for (uint256 i = 0; i < values.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_WrongValue.selector, values[i], 1 ether));
            vm.prank(maya);
            licences.buy{value: values[i]}(_offer, type(uint256).max, maya);
        }
    }

    function test_RevertWhen_EthComesWithATokenOrAFreeOffer() public {
        ILicences.Offer memory offer = _offer;
        offer.currency = address(new PlainToken(6));
        publish(offer);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_WrongValue.selector, 1, 0));
        vm.prank(maya);
        licences.buy{value: 1}(offer, offer.price, maya);

        offer = _offer;
        offer.price = 0;
        publish(offer);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_WrongValue.selector, 1, 0));
        vm.prank(maya);
        licences.buy{value: 1}(offer, 0, maya);
    }

    function test_RevertWhen_L04_ThePriceIsBeyondAnyBalance() public {
        ILicences.Offer memory offer = _offer;
        PlainToken token = new PlainToken(18);
        offer.currency = address(token);
        offer.price = type(uint256).max;
        publish(offer);
        token.mint(maya, type(uint256).max);
        vm.startPrank(maya);
        token.approve(address(royalties), type(uint256).max);
        vm.expectRevert(
            abi.encodeWithSelector(IRoyalties.Royalties_TooMuch.selector, _work, address(token), type(uint256).max)
        );
        licences.buy(offer, offer.price, maya);
    }

    function test_RevertWhen_TheAllowanceIsMissing_AndNobodyElsesServes() public {
        ILicences.Offer memory offer = _offer;
        PlainToken token = new PlainToken(18);
        offer.currency = address(token);
        publish(offer);
        // Tomas has allowed Royalties to take his tokens; Eve buys, and is the one who pays.
        token.mint(tomas, 10 ether);
        vm.prank(tomas);
        token.approve(address(royalties), type(uint256).max);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(royalties), 0, 1 ether)
        );
        vm.prank(eve);
        licences.buy(offer, offer.price, eve);
    }

    /* THE WORK'S CONTROLLER */

    function test_RevertGiven_N05_TheWorkChangedHands() public {
        transferWork(_work, ines, tomas);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_WorkChangedHands.selector, _work, ines, tomas));
        buy(maya, _offer);
    }

    /// @dev An offer stands while its licensor controls the work. Whoever sells a work and buys it back finds the old
    /// offers standing, and may close them at any time, also in between.
    function test_WhenN05_TheWorkComesBack_TheOfferStandsAgain_UnlessClosedInBetween() public {
        ILicences.Offer memory second = _offer;
        second.price = 2 ether;
        bytes32 secondId = publish(second);
        transferWork(_work, ines, tomas);
        vm.prank(tomas);
        licences.close(second);
        transferWork(_work, tomas, ines);
        buy(maya, _offer);
        vm.expectRevert(
            abi.encodeWithSelector(ILicences.Licences_NotOpen.selector, secondId, ILicences.OfferState.Closed)
        );
        buy(maya, second);
    }

    /* RECIPIENT */

    function test_RevertWhen_TheRecipientIsTheZeroAddress() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(0)));
        vm.prank(maya);
        licences.buy{value: 1 ether}(_offer, 1 ether, address(0));
    }

    /// @dev The buyer pays, the recipient is licensed, and no code of the recipient runs.
    function test_WhenN01_TheRecipientIsAContractThatKnowsNoTokens() public {
        vm.prank(maya);
        LicenceId licence = licences.buy{value: 1 ether}(_offer, 1 ether, address(timestamps));
        assertEq(licences.ownerOf(LicenceId.unwrap(licence)), address(timestamps), "holder");
    }

    /* HAPPY PATHS */

    function test_WhenL04_TheOfferIsFree_NothingIsPaid() public {
        ILicences.Offer memory offer = _offer;
        offer.price = 0;
        publish(offer);
        vm.recordLogs();
        buy(maya, offer);
        assertLogCount(4, "transfer, expiry, unlocked, sold; no payment");
        assertEq(royalties.received(_work, ETH), 0, "received");
    }

    function test_WhenL04_TheOfferIsFree_InAToken() public {
        ILicences.Offer memory offer = _offer;
        offer.price = 0;
        offer.currency = address(new PlainToken(18));
        publish(offer);
        buy(maya, offer);
        assertEq(licences.balanceOf(maya), 1, "licence");
    }

    function test_WhenTheLicenceMayNotMove_ItIsLocked() public {
        ILicences.Terms memory terms = someTerms();
        terms.transferable = false;
        ILicences.Offer memory offer = publish(_work, terms);
        vm.expectEmit(address(licences));
        emit IERC5192.Locked(LicenceId.unwrap(toLicenceId(_work, 1)));
        LicenceId licence = buy(maya, offer);
        assertEq(licences.locked(LicenceId.unwrap(licence)), true, "locked");
    }

    function test_WhenL01_TheLicenceLastsForever_ItHasNoEnd() public {
        ILicences.Terms memory terms = someTerms();
        terms.duration = FOREVER;
        ILicences.Offer memory offer = publish(_work, terms);
        vm.expectEmit(address(licences));
        emit IERC7858.TokenExpiryUpdated(LicenceId.unwrap(toLicenceId(_work, 1)), NOW, 0);
        buy(maya, offer);
    }

    /// @dev What a fee takes away is the licensor's risk, who chose the currency: the buyer paid the price.
    function test_WhenL07_TheTokenTakesAFee_WhatArrivesIsCredited() public {
        FeeToken token = new FeeToken();
        ILicences.Offer memory offer = _offer;
        offer.currency = address(token);
        publish(offer);
        token.mint(maya, 1 ether);
        vm.prank(maya);
        token.approve(address(royalties), 1 ether);
        buy(maya, offer);
        assertEq(royalties.received(_work, address(token)), 0.99 ether, "received");
        assertEq(token.balanceOf(address(royalties)), 0.99 ether, "balance");
        assertEq(licences.balanceOf(maya), 1, "licence");
    }

    function test_WhenSentInABatch_TheSenderIsTheBuyer() public {
        PlainToken token = new PlainToken(6);
        ILicences.Offer memory offer = _offer;
        offer.currency = address(token);
        publish(offer);
        token.mint(maya, 1 ether);
        vm.prank(maya);
        token.approve(address(royalties), 1 ether);
        vm.expectEmit(address(licences));
        emit ILicences.LicenceSold(toLicenceId(_work, 1), keccak256(abi.encode(offer)), maya, address(token), 1 ether);
        batch(maya, address(licences), 0, abi.encodeCall(ILicences.buy, (offer, 1 ether, maya)));
        assertEq(token.balanceOf(maya), 0, "Maya paid");
    }

    function test_WhenPaidInAToken_ThePriceIsTakenFromTheBuyer() public {
        PlainToken token = new PlainToken(6);
        ILicences.Offer memory offer = _offer;
        offer.currency = address(token);
        offer.price = 19_900_000;
        publish(offer);
        token.mint(maya, 20_000_000);
        LicenceId expected = toLicenceId(_work, 1);
        vm.startPrank(maya);
        token.approve(address(royalties), 19_900_000);
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, address(token), maya, 19_900_000, bytes32(LicenceId.unwrap(expected)));
        licences.buy(offer, 19_900_000, tomas);
        assertEq(token.balanceOf(maya), 100_000, "change");
        assertEq(token.balanceOf(address(royalties)), 19_900_000, "held for the holders");
        assertEq(royalties.received(_work, address(token)), 19_900_000, "received");
        assertEq(licences.ownerOf(LicenceId.unwrap(expected)), tomas, "recipient");
    }

    function testFuzz_SellsALicence(uint256 price, uint40 duration, uint40 pause, uint256 maximum) public {
        price = bound(price, 1, 1_000 ether);
        maximum = bound(maximum, price, type(uint256).max);
        if (duration == 0) duration = 1;
        vm.warp(NOW + (pause % 1000 days));
        ILicences.Terms memory terms = someTerms();
        terms.duration = duration;
        ILicences.Offer memory offer = offerOf(_work, ines, licences.defineTerms(terms));
        offer.price = price;
        bytes32 id = publish(offer);
        uint256 start = block.timestamp;
        uint256 end = start + duration >= FOREVER ? 0 : start + duration;
        uint256 tokenId = LicenceId.unwrap(toLicenceId(_work, 1));

        vm.expectEmit(address(licences));
        emit IERC721.Transfer(address(0), tomas, tokenId);
        vm.expectEmit(address(licences));
        emit IERC7858.TokenExpiryUpdated(tokenId, start, end);
        vm.expectEmit(address(licences));
        emit IERC5192.Unlocked(tokenId);
        vm.expectEmit(address(licences));
        emit ILicences.LicenceSold(LicenceId.wrap(tokenId), id, maya, ETH, price);
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, ETH, maya, price, bytes32(tokenId));
        vm.recordLogs();
        vm.prank(maya);
        LicenceId licence = licences.buy{value: price}(offer, maximum, tomas);

        assertLogCount(5, "events");
        assertEq(LicenceId.unwrap(licence), tokenId, "number");
        assertEq(tokenId, (WorkId.unwrap(_work) << 32) | 1, "work and serial");
        ILicences.Licence memory stored = licences.licenceOf(licence);
        assertEq(stored.work, _work, "work");
        assertEq(stored.holder, tomas, "holder");
        assertEq(stored.terms, offer.terms, "terms");
        assertEq(stored.start, start, "start");
        assertEq(stored.end, end == 0 ? FOREVER : end, "end");
        assertEq(licences.startTime(tokenId), start, "start time");
        assertEq(licences.endTime(tokenId), end, "end time");
        assertEq(licences.balanceOf(tomas), 1, "balance");
        assertEq(licences.totalLicences(_work), 1, "licences");
        (ILicences.OfferState state, uint32 sold) = licences.offerOf(id);
        assertEq(uint256(state), uint256(ILicences.OfferState.Open), "state");
        assertEq(sold, 1, "sold");
        assertEq(royalties.received(_work, ETH), price, "received");
        assertEq(address(royalties).balance, price, "held");
        assertEq(address(licences).balance, 0, "nothing stays in Licences");
        assertEq(maya.balance, 1_000_000 ether - price, "the buyer paid");

        assertEq(LicenceId.unwrap(buy(maya, offer)), tokenId + 1, "the next");
    }

    /* HELPERS */

    function _refuseUnknown(ILicences.Offer memory offer) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILicences.Licences_NotOpen.selector,
                keccak256(abi.encode(offer)),
                ILicences.OfferState.Unknown
            )
        );
        vm.prank(maya);
        licences.buy{value: 1 ether}(offer, type(uint256).max, maya);
    }

    /// @dev State in the low byte, sold above it.
    function _setSold(bytes32 id, uint32 sold) private {
        vm.record();
        licences.offerOf(id);
        (bytes32[] memory reads, ) = vm.accesses(address(licences));
        vm.store(address(licences), reads[0], bytes32((uint256(sold) << 8) | 1));
        (, uint32 stored) = licences.offerOf(id);
        assertEq(stored, sold, "written");
    }
}
