// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {StipendSender} from "../../mocks/StipendSender.sol";
import {RevertingWallet, Wallet} from "../../mocks/Wallets.sol";
import {Licensing} from "../../utils/Licensing.sol";
import {OfferSignature} from "../../utils/OfferSignature.sol";

/// @dev Nobody has duties that they did not accept. Eve sends, Ines licenses, Maya accepts or not.
contract OffersBuyForTest is Licensing {
    uint256 private constant MAYA_KEY = uint256(keccak256("Maya"));

    WorkId private _work;
    /// @dev Of licences with duties.
    IOffers.Offer private _offer;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        _offer = publish(_work, underRules(someTerms()));
    }

    /* WITHOUT A SIGNATURE */

    function test_RevertWhen_DutiesWouldFallOnSomebodyWhoDidNotAccept() public {
        IOffers.Purchase memory purchase = purchaseOf(_offer, 1, maya);
        bytes memory reason = abi.encodeWithSelector(ILicences.Licences_NotAccepted.selector, maya);
        address[3] memory senders = [eve, ines, tomas];
        for (uint256 i = 0; i < senders.length; ++i) {
            vm.expectRevert(reason);
            vm.prank(senders[i]);
            offers.buy{value: 1 ether}(_offer, purchase);
        }
        // Nor in a batch, nor for a price of zero, nor to the one buyer whom an offer names.
        vm.expectRevert(reason);
        this.batchAs(eve, 1 ether, abi.encodeCall(IOffers.buy, (_offer, purchase)));
        IOffers.Offer memory free = _offer;
        (free.price, free.buyer) = (0, maya);
        publish(free);
        vm.expectRevert(reason);
        vm.prank(eve);
        offers.buy(free, purchaseOf(free, 1, maya));
        assertEq(licences.balanceOf(maya), 0, "nothing was put on her");
    }

    function test_WhenTheRecipientBuys_TheyAccept() public {
        expectLicensed(maya, buy(maya, _offer));
        bytes memory data = abi.encodeCall(IOffers.buy, (_offer, purchaseOf(_offer, 1, maya)));
        LicenceId licence = abi.decode(batch(maya, address(offers), 1 ether, data), (LicenceId));
        expectLicensed(maya, licence);
    }

    function test_WhenThereAreNoDuties_AnybodyMayGiveOneAway() public {
        IOffers.Offer memory offer = publish(_work, someTerms());
        vm.prank(eve);
        LicenceId licence = offers.buy{value: 1 ether}(offer, purchaseOf(offer, 1, maya));
        expectLicensed(maya, licence);
    }

    /// @dev Nor by a transfer, or a market: who takes a licence over takes it, or said once that they would.
    function test_RevertWhen_DutiesWouldBeMovedToSomebodyWhoDidNotAccept() public {
        LicenceId licence = buy(eve, _offer);
        uint256 tokenId = LicenceId.unwrap(licence);
        bytes memory reason = abi.encodeWithSelector(ILicences.Licences_NotAccepted.selector, maya);
        vm.expectRevert(reason);
        vm.prank(eve);
        licences.transferFrom(eve, maya, tokenId);
        vm.expectEmit(address(licences));
        emit ILicences.LicenceAccepted(licence, maya);
        vm.prank(maya);
        licences.accept(licence);
        vm.prank(eve);
        licences.transferFrom(eve, maya, tokenId);
        assertEq(licences.isAccepted(licence, maya), false, "once");
        moveTo(eve, licence);
        vm.expectRevert(reason);
        vm.prank(eve);
        licences.transferFrom(eve, maya, tokenId);
        // Who is allowed to take it takes it.
        vm.prank(eve);
        licences.approve(maya, tokenId);
        vm.prank(maya);
        licences.transferFrom(eve, maya, tokenId);
        assertEq(licences.ownerOf(tokenId), maya, "taken");
    }

    /* WITH ONE */

    function test_WhenTheRecipientSigned_AnybodyMayBuyForThem() public {
        IOffers.Purchase memory purchase = _purchase();
        bytes memory signature = _sign(_acceptOf(purchase));
        vm.expectEmit(address(offers));
        emit IOffers.LicenceSold(LicenceId.wrap((WorkId.unwrap(_work) << 32) | 1), _id(), eve, 3, 1);
        vm.prank(eve);
        LicenceId licence = offers.buyFor{value: 3 ether}(_offer, purchase, signature);
        expectLicensed(maya, licence);
        assertEq(licences.licenceOf(licence).seats, 3, "seats");
        assertEq(offers.nonces(maya), 1, "used");
        assertEq(royalties.received(_work, ETH), 3 ether, "Eve paid");
        assertEq(eve.balance, 1_000_000 ether - 3 ether, "all of it");
        assertEq(maya.balance, 1_000_000 ether, "Maya nothing");
    }

    function test_RevertGiven_R10_TheAcceptanceWasUsed() public {
        IOffers.Purchase memory purchase = _purchase();
        bytes memory signature = _sign(_acceptOf(purchase));
        _buyFor(purchase, signature);
        _refuse(purchase, signature);
        // Not after she gave the first away, either.
        moveTo(tomas, LicenceId.wrap((WorkId.unwrap(_work) << 32) | 1));
        _refuse(purchase, signature);
        assertEq(licences.totalLicences(_work), 1, "one");
        // What she signs next counts.
        _buyFor(purchase, _sign(_acceptOf(purchase)));
    }

    function test_RevertWhen_S08_AnythingThatWasAcceptedIsAnother() public {
        IOffers.Purchase memory purchase = _purchase();
        bytes memory signature = _sign(_acceptOf(purchase));
        purchase.seats = 4;
        _refuse(purchase, signature);
        purchase = _purchase();
        purchase.seats = 2;
        _refuse(purchase, signature);
        purchase = _purchase();
        purchase.deadline += 1;
        _refuse(purchase, signature);
        purchase = _purchase();
        purchase.recipient = tomas;
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_InvalidSignature.selector, tomas));
        _buyFor(purchase, signature);
        // Another offer, if only by its price.
        IOffers.Offer memory dearer = _offer;
        dearer.price = 0;
        publish(dearer);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_InvalidSignature.selector, maya));
        vm.prank(eve);
        offers.buyFor(dearer, _purchase(), signature);
        // A nonce that is not the next.
        OfferSignature.Accept memory accept = _acceptOf(_purchase());
        accept.nonce = 1;
        _refuse(_purchase(), _sign(accept));
        // What the sender alone decides is not signed: what they would pay at most, and the version that they read.
        purchase = _purchase();
        (purchase.maximum, purchase.version) = (5 ether, 1);
        _buyFor(purchase, signature);
    }

    function test_RevertWhen_R10_TheAcceptanceIsLate() public {
        IOffers.Purchase memory purchase = _purchase();
        bytes memory signature = _sign(_acceptOf(purchase));
        vm.warp(NOW + 1 days + 1);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_PastDeadline.selector, NOW + 1 days, NOW + 1 days + 1));
        _buyFor(purchase, signature);
        vm.warp(NOW + 1 days);
        _buyFor(purchase, signature);
    }

    function test_RevertWhen_SomebodyElseSigned_OrTheDomainIsAnother() public {
        IOffers.Purchase memory purchase = _purchase();
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(INES_KEY, _digestOf(_acceptOf(purchase)));
        _refuse(purchase, abi.encodePacked(r, s, v));
        _refuse(purchase, "");
        bytes memory signature = _sign(_acceptOf(purchase));
        uint256 before = block.chainid;
        vm.chainId(before + 1);
        _refuse(purchase, signature);
        vm.chainId(before);
        // The licensor's signature of the offer is no acceptance, and an acceptance no offer.
        (v, r, s) = vm.sign(MAYA_KEY, OfferSignature.digestOf(_domain(), _offer));
        _refuse(purchase, abi.encodePacked(r, s, v));
    }

    function test_RevertWhen_S03_TheRecipientIsTheZeroAddress() public {
        IOffers.Purchase memory purchase = _purchase();
        purchase.recipient = address(0);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_InvalidSignature.selector, address(0)));
        _buyFor(purchase, abi.encodePacked(bytes32(0), bytes32(0), uint8(27)));
    }

    /// @dev A sale that fails leaves the acceptance unused.
    function test_WhenTheSaleFails_TheAcceptanceIsStillGood() public {
        IOffers.Purchase memory purchase = _purchase();
        bytes memory signature = _sign(_acceptOf(purchase));
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_WrongValue.selector, 1 ether, 3 ether));
        vm.prank(eve);
        offers.buyFor{value: 1 ether}(_offer, purchase, signature);
        assertEq(offers.nonces(maya), 0, "unused");
        _buyFor(purchase, signature);
    }

    /* ACCOUNTS WITH CODE */

    function test_WhenS05_AWalletSigned_ItsAnswerCounts() public {
        IOffers.Purchase memory purchase = _purchase();
        purchase.recipient = address(new Wallet(maya));
        bytes memory signature = _sign(_acceptOf(purchase));
        _buyFor(purchase, signature);
        assertEq(licences.balanceOf(purchase.recipient), 1, "licence");
        purchase.recipient = address(new RevertingWallet());
        signature = _sign(_acceptOf(purchase));
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_InvalidSignature.selector, purchase.recipient));
        _buyFor(purchase, signature);
    }

    /// @dev An account that delegated to code without ERC-1271 signs with its key, as before.
    function test_WhenS06_TheAccountIsDelegated_ItsKeyCounts() public {
        IOffers.Purchase memory purchase = _purchase();
        vm.etch(maya, abi.encodePacked(hex"ef0100", address(new StipendSender())));
        _buyFor(purchase, _sign(_acceptOf(purchase)));
        assertEq(licences.balanceOf(maya), 1, "licence");
    }

    /* BATCHES */

    function test_WhenSentInABatch_TheSenderPays() public {
        IOffers.Purchase memory purchase = _purchase();
        bytes memory data = abi.encodeCall(IOffers.buyFor, (_offer, purchase, _sign(_acceptOf(purchase))));
        batch(eve, address(offers), 3 ether, data);
        assertEq(licences.balanceOf(maya), 1, "licence");
        assertEq(eve.balance, 1_000_000 ether - 3 ether, "Eve paid");
    }

    function batchAs(address sender, uint256 value, bytes calldata data) external {
        batch(sender, address(offers), value, data);
    }

    /* HELPERS */

    /// @dev Three seats for Maya, until tomorrow.
    function _purchase() private view returns (IOffers.Purchase memory purchase) {
        purchase = purchaseOf(_offer, 3, maya);
        purchase.deadline = NOW + 1 days;
    }

    function _acceptOf(IOffers.Purchase memory purchase) private view returns (OfferSignature.Accept memory) {
        return
            OfferSignature.Accept({
                offer: _id(),
                recipient: purchase.recipient,
                seats: purchase.seats,
                nonce: offers.nonces(purchase.recipient),
                deadline: purchase.deadline
            });
    }

    function _id() private view returns (bytes32) {
        return OfferSignature.idOf(_offer);
    }

    function _domain() private view returns (OfferSignature.Domain memory) {
        return OfferSignature.Domain("Colophon Offers", "1", block.chainid, address(offers));
    }

    function _digestOf(OfferSignature.Accept memory accept) private view returns (bytes32) {
        return OfferSignature.digestOf(_domain(), accept);
    }

    function _sign(OfferSignature.Accept memory accept) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(MAYA_KEY, _digestOf(accept));
        return abi.encodePacked(r, s, v);
    }

    function _buyFor(IOffers.Purchase memory purchase, bytes memory signature) private {
        vm.prank(eve);
        offers.buyFor{value: _offer.price * purchase.seats}(_offer, purchase, signature);
    }

    function _refuse(IOffers.Purchase memory purchase, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_InvalidSignature.selector, purchase.recipient));
        _buyFor(purchase, signature);
    }
}
