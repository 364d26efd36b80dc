// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IColophon} from "../../../contracts/interfaces/IColophon.sol";
import {IERC5192} from "../../../contracts/interfaces/IERC5192.sol";
import {IERC7858} from "../../../contracts/interfaces/IERC7858.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId, toLicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {DemoToken} from "../../mocks/DemoToken.sol";
import {ReenteringHook} from "../../mocks/ReenteringHook.sol";
import {HookToken, PlainToken} from "../../mocks/Tokens.sol";
import {Deployed} from "../../utils/Deployed.sol";
import {OfferSignature} from "../../utils/OfferSignature.sol";

/// @dev What only buying does. The rules of the offer itself are in offers.t.sol, what stands in the way of a grant in
/// exclusivity.t.sol, and sublicences in sublicense.t.sol.
contract OffersBuyTest is Deployed {
    WorkId private _work;
    IOffers.Offer private _offer;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        _offer = publish(_work, someTerms());
    }

    function test_RevertWhen_N03_TheRecipientIsTheZeroAddress() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(0)));
        vm.prank(maya);
        offers.buy{value: 1 ether}(_offer, purchaseOf(_offer, 1, address(0)));
    }

    function test_RevertWhen_L04_ThePriceIsBeyondWhatCanBeCounted() public {
        IOffers.Offer memory offer = _offer;
        PlainToken token = new PlainToken(18);
        (offer.currency, offer.price) = (address(token), type(uint256).max);
        publish(offer);
        token.mint(maya, type(uint256).max);
        vm.startPrank(maya);
        token.approve(address(royalties), type(uint256).max);
        vm.expectRevert(
            abi.encodeWithSelector(IRoyalties.Royalties_TooMuch.selector, _work, address(token), type(uint256).max)
        );
        offers.buy(offer, purchaseOf(offer, 1, maya));
    }

    function test_RevertGiven_AllNumbersOfLicencesAreUsed() public {
        sellAll(_work);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_TooManyLicences.selector, _work));
        buy(maya, _offer);
    }

    /// @dev Of two who ask for the last seats in one block, the second gets nothing and pays nothing.
    function test_RevertGiven_L05_SomebodyElseBoughtTheLastSeat() public {
        IOffers.Offer memory offer = _offer;
        offer.supply = 1;
        bytes32 id = publish(offer);
        buy(eve, offer);
        uint256 balance = maya.balance;
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_SoldOut.selector, id, 0, 1));
        buy(maya, offer);
        assertEq(maya.balance, balance, "nothing is paid");
    }

    /// @dev The buyer pays, the recipient is licensed, and no code of the recipient runs.
    function test_WhenN01_TheRecipientIsAContractThatKnowsNoTokens() public {
        vm.prank(maya);
        LicenceId licence = offers.buy{value: 1 ether}(_offer, purchaseOf(_offer, 1, address(timestamps)));
        assertEq(licences.ownerOf(LicenceId.unwrap(licence)), address(timestamps), "holder");
    }

    /// @dev A currency with hooks runs its code in the middle of a purchase: when it does, the licence is recorded.
    function test_WhenN02_TheTokenReenters_TheExclusiveRightIsSoldOnce() public {
        ITerms.Terms memory what = someTerms();
        what.exclusivity = ITerms.Exclusivity.Exclusive;
        HookToken token = new HookToken();
        ReenteringHook hook = new ReenteringHook();
        IOffers.Offer memory offer = offerOf(_work, ines, terms.defineTerms(what));
        (offer.currency, offer.price) = (address(token), 5);
        IOffers.Offer memory free = offerOf(_work, ines, offer.terms);
        free.price = 0;
        token.setHook(address(hook));
        for (uint256 i = 0; i < 2; ++i) {
            WorkId other = register(ines, bytes32(i + 1));
            (offer.work, free.work) = (other, other);
            publish(offer);
            publish(free);
            token.mint(maya, 5);
            vm.prank(maya);
            token.approve(address(royalties), 5);
            bytes memory data = abi.encodeCall(IOffers.buy, (free, purchaseOf(free, 1, eve)));
            hook.prepare(address(offers), data, i == 0);
            buy(maya, offer);
            assertEq(hook.called(), true, "the hook was called");
            assertEq(hook.succeeded(), false, "and got nothing");
            assertEq(
                hook.result(),
                abi.encodeWithSelector(ILicences.Licences_Conflict.selector, offer.terms, offer.terms, NOW + 365 days),
                "because it is sold"
            );
            assertEq(licences.totalLicences(other), 1, "once");
        }
    }

    /// @dev L08: a permit in the same batch; if a stranger used it before, the purchase goes through all the same.
    function test_WhenL08_APermitIsUsedFirstByAStranger_ThePurchaseGoesThrough() public {
        DemoToken token = new DemoToken();
        IOffers.Offer memory offer = _offer;
        (offer.currency, offer.price) = (address(token), 100);
        publish(offer);
        token.mint(ines, 200);
        for (uint256 i = 0; i < 2; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = _permit(token, 100);
            if (i == 1) token.permit(ines, address(royalties), 100, NOW, v, r, s);
            bytes[] memory results = _buyWithPermit(offer, v, r, s);
            assertEq(abi.decode(results[0], (bool)), i == 0, "used now");
            assertEq(abi.decode(results[1], (LicenceId)), toLicenceId(_work, uint32(i + 1)), "licence");
        }
        assertEq(token.balanceOf(ines), 0, "paid twice");
    }

    /* THE VERSION */

    /// @dev Who read a version buys that one, or nothing: a revision that is mined first undoes the purchase.
    function test_RevertWhen_L05_TheWorkWasRevisedSinceItWasRead() public {
        IOffers.Purchase memory purchase = purchaseOf(_offer, 1, maya);
        purchase.version = 1;
        vm.prank(ines);
        works.revise(_work, "new", 0, "metadata", nothing());
        bytes memory reason = abi.encodeWithSelector(ILicences.Licences_OtherVersion.selector, _work, 1, 2);
        vm.expectRevert(reason);
        vm.prank(maya);
        offers.buy{value: 1 ether}(_offer, purchase);
        // Nor one that is not there yet.
        purchase.version = 3;
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_OtherVersion.selector, _work, 3, 2));
        vm.prank(maya);
        offers.buy{value: 1 ether}(_offer, purchase);
        // The one that is read, or any; the event says which it was.
        bytes32 id = OfferSignature.idOf(_offer);
        for (uint32 version = 2; version < 4; ++version) {
            purchase.version = version == 2 ? 2 : 0;
            vm.expectEmit(address(offers));
            emit IOffers.LicenceSold(toLicenceId(_work, version - 1), id, maya, 1, 2);
            vm.prank(maya);
            offers.buy{value: 1 ether}(_offer, purchase);
        }
    }

    /// @dev Of a sublicence too, it is the work's version that counts.
    function test_RevertWhen_L05_TheWorkOfASublicenceWasRevised() public {
        ITerms.Terms memory what = someTerms();
        what.sublicensing = 1;
        IOffers.Offer memory offer = publishUnder(buy(maya, publish(_work, what)), maya, someTerms());
        IOffers.Purchase memory purchase = purchaseOf(offer, 1, tomas);
        purchase.version = 2;
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_OtherVersion.selector, _work, 2, 1));
        vm.prank(tomas);
        offers.buy{value: 1 ether}(offer, purchase);
        vm.prank(ines);
        works.revise(_work, "new", 0, "metadata", nothing());
        vm.prank(tomas);
        offers.buy{value: 1 ether}(offer, purchase);
    }

    /* ROUTERS */

    /// @dev Whoever pays, if it is for the buyer whom the offer names; and the named buyer, for whomever they like.
    function test_WhenTheOfferNamesABuyer_ARouterMayBuyForThem() public {
        IOffers.Offer memory named = _offer;
        named.buyer = maya;
        publish(named);
        vm.prank(eve);
        LicenceId licence = offers.buy{value: 1 ether}(named, purchaseOf(named, 1, maya));
        assertEq(licences.ownerOf(LicenceId.unwrap(licence)), maya, "for Maya");
        IOffers.Purchase memory own = purchaseOf(named, 1, eve);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_NotForYou.selector, maya, eve));
        vm.prank(eve);
        offers.buy{value: 1 ether}(named, own);
        vm.prank(maya);
        licence = offers.buy{value: 1 ether}(named, purchaseOf(named, 1, tomas));
        assertEq(licences.ownerOf(LicenceId.unwrap(licence)), tomas, "Maya gives it to Tomas");
        bytes memory data = abi.encodeCall(IOffers.buy, (named, purchaseOf(named, 1, maya)));
        licence = abi.decode(batch(eve, address(offers), 1 ether, data), (LicenceId));
        assertEq(licences.ownerOf(LicenceId.unwrap(licence)), maya, "in a batch");
    }

    function test_WhenTheLicenceMayNotMove_ItIsLocked() public {
        ITerms.Terms memory what = someTerms();
        what.transferable = false;
        IOffers.Offer memory offer = publish(_work, what);
        vm.expectEmit(address(licences));
        emit IERC5192.Locked(LicenceId.unwrap(toLicenceId(_work, 1)));
        LicenceId licence = buy(maya, offer);
        assertEq(licences.locked(LicenceId.unwrap(licence)), true, "locked");
    }

    function test_WhenL01_TheLicenceLastsForever_ItHasNoEnd() public {
        ITerms.Terms memory what = someTerms();
        what.duration = FOREVER;
        IOffers.Offer memory offer = publish(_work, what);
        vm.expectEmit(address(licences));
        emit IERC7858.TokenExpiryUpdated(LicenceId.unwrap(toLicenceId(_work, 1)), NOW, 0);
        buy(maya, offer);
    }

    /// @dev What the buyer of a batch gets is one token, with as many seats as asked for.
    function test_WhenSeatsAreBought_TheyAreInOneLicence() public {
        LicenceId one = buy(maya, _offer, 65_535);
        LicenceId other = buy(maya, _offer, 1);
        assertEq(licences.licenceOf(one).seats, 65_535, "all that can be written");
        assertEq(licences.licenceOf(other).seats, 1, "one");
        assertEq(licences.balanceOf(maya), 2, "tokens");
        assertEq(licences.totalLicences(_work), 2, "licences");
        (, uint32 sold) = offers.offerOf(OfferSignature.idOf(_offer));
        assertEq(sold, 65_536, "seats");
    }

    function test_WhenPaidInAToken_ThePriceIsTakenFromTheBuyer() public {
        PlainToken token = new PlainToken(6);
        IOffers.Offer memory offer = _offer;
        (offer.currency, offer.price) = (address(token), 19_900_000);
        publish(offer);
        token.mint(maya, 40_000_000);
        LicenceId expected = toLicenceId(_work, 1);
        vm.startPrank(maya);
        token.approve(address(royalties), 39_800_000);
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, address(token), maya, 39_800_000, bytes32(LicenceId.unwrap(expected)));
        offers.buy(offer, purchaseOf(offer, 2, tomas));
        assertEq(token.balanceOf(maya), 200_000, "change");
        assertEq(token.balanceOf(address(royalties)), 39_800_000, "held for the holders");
        assertEq(royalties.received(_work, address(token)), 39_800_000, "received");
        assertEq(licences.ownerOf(LicenceId.unwrap(expected)), tomas, "recipient");
    }

    function testFuzz_SellsALicence(uint256 price, uint40 duration, uint40 pause, uint16 seats) public {
        price = bound(price, 1, 10 ether);
        if (duration == 0) duration = 1;
        if (seats == 0) seats = 1;
        vm.warp(NOW + (pause % 1000 days));
        ITerms.Terms memory what = someTerms();
        what.duration = duration;
        IOffers.Offer memory offer = offerOf(_work, ines, terms.defineTerms(what));
        offer.price = price;
        bytes32 id = publish(offer);
        uint256 start = vm.getBlockTimestamp();
        uint256 end = start + duration >= FOREVER ? 0 : start + duration;
        uint256 tokenId = LicenceId.unwrap(toLicenceId(_work, 1));

        vm.expectEmit(address(licences));
        emit IERC721.Transfer(address(0), tomas, tokenId);
        vm.expectEmit(address(licences));
        emit IERC7858.TokenExpiryUpdated(tokenId, start, end);
        vm.expectEmit(address(licences));
        emit IERC5192.Unlocked(tokenId);
        vm.expectEmit(address(offers));
        emit IOffers.LicenceSold(LicenceId.wrap(tokenId), id, maya, seats, 1);
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, ETH, maya, price * seats, bytes32(tokenId));
        vm.recordLogs();
        vm.prank(maya);
        LicenceId licence = offers.buy{value: price * seats}(offer, purchaseOf(offer, seats, tomas));

        assertLogCount(5, "events");
        assertEq(LicenceId.unwrap(licence), tokenId, "number");
        assertEq(tokenId, (WorkId.unwrap(_work) << 32) | 1, "work and serial");
        ILicences.Licence memory expected = ILicences.Licence({
            work: _work,
            parent: NO_PARENT,
            holder: tomas,
            terms: offer.terms,
            start: uint40(start),
            end: end == 0 ? FOREVER : uint40(end),
            endsAt: end == 0 ? FOREVER : uint40(end),
            seats: seats,
            ended: ILicences.Reason.Licensed
        });
        assertEq(abi.encode(licences.licenceOf(licence)), abi.encode(expected), "what is remembered");
        assertEq(licences.startTime(tokenId), start, "start time");
        assertEq(licences.endTime(tokenId), end, "end time");
        assertEq(licences.balanceOf(tomas), 1, "balance");
        assertEq(licences.totalLicences(_work), 1, "licences");
        assertEq(licences.seatsPassedOn(licence), 0, "seats passed on");
        _expectOpen(id, seats);
        assertEq(royalties.received(_work, ETH), price * seats, "received");
        assertEq(address(royalties).balance, price * seats, "held");
        assertEq(address(offers).balance, 0, "nothing stays in Offers");
        assertEq(maya.balance, 1_000_000 ether - price * seats, "the buyer paid");
        assertEq(LicenceId.unwrap(buy(maya, offer)), tokenId + 1, "the next");
    }

    /* HELPERS */

    function _expectOpen(bytes32 id, uint32 expected) private view {
        (IOffers.OfferState state, uint32 sold) = offers.offerOf(id);
        assertEq(uint256(state), uint256(IOffers.OfferState.Open), "state");
        assertEq(sold, expected, "sold");
    }

    function _permit(DemoToken token, uint256 amount) private view returns (uint8, bytes32, bytes32) {
        bytes32 message = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                ines,
                address(royalties),
                amount,
                token.nonces(ines),
                NOW
            )
        );
        return vm.sign(INES_KEY, keccak256(bytes.concat(hex"1901", token.DOMAIN_SEPARATOR(), message)));
    }

    function _buyWithPermit(
        IOffers.Offer memory offer,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) private returns (bytes[] memory) {
        IColophon.Call[] memory calls = new IColophon.Call[](2);
        calls[0] = call(
            address(royalties),
            0,
            abi.encodeCall(IRoyalties.permit, (offer.currency, offer.price, NOW, v, r, s))
        );
        calls[1] = call(address(offers), 0, abi.encodeCall(IOffers.buy, (offer, purchaseOf(offer, 1, ines))));
        vm.prank(ines);
        return colophon.batch(calls);
    }
}
