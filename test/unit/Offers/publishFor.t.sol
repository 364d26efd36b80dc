// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {
    DirtyValueWallet,
    GasEatingWallet,
    ReenteringWallet,
    RevertingWallet,
    ShortDataWallet,
    Wallet,
    WrongValueWallet,
    YesWallet
} from "../../mocks/Wallets.sol";
import {PlainToken} from "../../mocks/Tokens.sol";
import {OfferSignature} from "../../utils/OfferSignature.sol";
import {PublishBehavior} from "../../utils/PublishBehavior.sol";

/// @dev The rules of every offer, for one that its licensor signed and Eve sends.
contract OffersPublishForTest is PublishBehavior {
    /// @dev The order of secp256k1.
    uint256 private constant N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    function act(IOffers.Offer memory offer) internal override returns (bytes32) {
        bytes memory signature = _sign(_keyOf(offer.licensor), offer);
        vm.prank(eve);
        return offers.publishFor(offer, signature);
    }

    /* EVERY SIGNED FIELD */

    function test_RevertWhen_S08_AnyFieldIsAnother() public {
        bytes memory signature = _sign(INES_KEY, _quote());
        IOffers.Offer memory changed = _quote();
        changed.work = WorkId.wrap(WorkId.unwrap(work) + 1);
        _refuseSignature(changed, signature);
        changed = _quote();
        changed.parent = parent;
        _refuseSignature(changed, signature);
        changed = _quote();
        changed.licensor = eve;
        _refuseSignature(changed, signature);
        changed = _quote();
        changed.buyer = eve;
        _refuseSignature(changed, signature);
        changed = _quote();
        changed.buyer = address(0);
        _refuseSignature(changed, signature);
        changed = _quote();
        changed.terms = TermsId.wrap("other");
        _refuseSignature(changed, signature);
        changed = _quote();
        changed.currency = address(new PlainToken(18));
        _refuseSignature(changed, signature);
        changed = _quote();
        changed.price -= 1;
        _refuseSignature(changed, signature);
        changed = _quote();
        changed.supply = 2;
        _refuseSignature(changed, signature);
        changed = _quote();
        changed.opens += 1;
        _refuseSignature(changed, signature);
        changed = _quote();
        changed.closes += 1;
        _refuseSignature(changed, signature);
    }

    /* DOMAIN */

    function test_RevertWhen_S04_TheDomainIsAnother() public {
        _refuseDomain(OfferSignature.Domain("Colophon Works", "1", block.chainid, address(offers)));
        _refuseDomain(OfferSignature.Domain("Colophon Offers", "2", block.chainid, address(offers)));
        _refuseDomain(OfferSignature.Domain("Colophon Offers", "1", block.chainid + 1, address(offers)));
        _refuseDomain(OfferSignature.Domain("Colophon Offers", "1", block.chainid, address(works)));
    }

    function test_RevertWhen_R06_TheChainHasSplit() public {
        bytes memory signature = _sign(INES_KEY, _quote());
        uint256 before = block.chainid;
        vm.chainId(before + 1);
        _refuseSignature(_quote(), signature);
        vm.chainId(before);
        offers.publishFor(_quote(), signature);
        assertEq(_stateOf(_quote()), uint256(IOffers.OfferState.Open), "open");
    }

    function test_TheDomainIsPublished() public view {
        (, string memory name, string memory version, uint256 chainId, address contract_, , ) = IERC5267(
            address(offers)
        ).eip712Domain();
        assertEq(name, "Colophon Offers", "name");
        assertEq(version, "1", "version");
        assertEq(chainId, block.chainid, "chain");
        assertEq(contract_, address(offers), "contract");
    }

    /* SIGNATURES */

    function test_RevertWhen_S01_TheSignatureIsTheHighTwin() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(INES_KEY, _digestOf(_quote()));
        _refuseSignature(_quote(), abi.encodePacked(r, bytes32(N - uint256(s)), v == 27 ? uint8(28) : uint8(27)));
    }

    function test_RevertWhen_S02_TheSignatureHasAnotherForm() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(INES_KEY, _digestOf(_quote()));
        bytes[8] memory forms = [
            abi.encodePacked(r, s, uint8(0)),
            abi.encodePacked(r, s, uint8(1)),
            abi.encodePacked(r, s, uint8(29)),
            abi.encodePacked(r, bytes32(uint256(s) | (uint256(v - 27) << 255))),
            abi.encodePacked(r, s, v, uint8(0)),
            abi.encodePacked(r, s),
            abi.encodePacked(bytes32(0), bytes32(0), v),
            bytes("")
        ];
        for (uint256 i = 0; i < forms.length; ++i) _refuseSignature(_quote(), forms[i]);
    }

    /// @dev A signature that recovers to nobody must not speak for the zero address, which controls no work.
    function test_RevertWhen_S03_TheLicensorIsTheZeroAddress() public {
        IOffers.Offer memory offer = _quote();
        (offer.licensor, offer.work) = (address(0), WorkId.wrap(1));
        _refuseSignature(offer, "");
        _refuseSignature(offer, abi.encodePacked(bytes32(0), bytes32(0), uint8(27)));
        _refuseSignature(offer, abi.encodePacked(bytes32("r"), bytes32("s"), uint8(27)));
    }

    function test_RevertWhen_SomebodyElseSigned() public {
        _refuseSignature(_quote(), _sign(uint256(keccak256("Eve")), _quote()));
    }

    /* ERC-1271 */

    function test_RevertWhen_S05_TheWalletAnswersAnythingButYes() public {
        address[5] memory wallets = [
            address(new WrongValueWallet()),
            address(new DirtyValueWallet()),
            address(new ShortDataWallet()),
            address(new RevertingWallet()),
            address(new GasEatingWallet())
        ];
        for (uint256 i = 0; i < wallets.length; ++i) {
            IOffers.Offer memory offer = _quoteOf(wallets[i]);
            _refuseSignature(offer, _sign(INES_KEY, offer));
        }
    }

    /// @dev The wallet is asked by a static call: it cannot cancel, publish or sell in the middle.
    function test_WhenS05_TheWalletReenters_NothingHappensInBetween() public {
        ReenteringWallet wallet = new ReenteringWallet(address(offers));
        IOffers.Offer memory offer = _quoteOf(address(wallet));
        wallet.prepare(abi.encodeCall(IOffers.close, (offer)));
        offers.publishFor(offer, "");
        assertEq(_stateOf(offer), uint256(IOffers.OfferState.Open), "not cancelled");
    }

    /// @dev ERC-6492: a wallet that has no code yet signs with a longer form, which does not count here.
    function test_RevertWhen_S06_TheWalletIsNotDeployedYet() public {
        IOffers.Offer memory offer = _quoteOf(address(uint160(uint256(keccak256("later")))));
        bytes memory wrapped = abi.encodePacked(
            abi.encode(address(this), "", _sign(INES_KEY, offer)),
            bytes32(0x6492649264926492649264926492649264926492649264926492649264926492)
        );
        _refuseSignature(offer, wrapped);
    }

    /// @dev EIP-7702: an account with code signs as its code says. Code that knows no ERC-1271 cannot sign at all.
    function test_WhenS06_AnAccountHasCode_ItsCodeDecides() public {
        bytes memory signature = _sign(INES_KEY, _quote());
        vm.etch(ines, address(new RevertingWallet()).code);
        _refuseSignature(_quote(), signature);
        vm.etch(ines, address(new YesWallet()).code);
        offers.publishFor(_quote(), "");
        assertEq(_stateOf(_quote()), uint256(IOffers.OfferState.Open), "open");
    }

    function test_WhenS07_TheKeyWasRotated_OnlyTheNewOneCounts() public {
        Wallet wallet = new Wallet(ines);
        IOffers.Offer memory offer = _quoteOf(address(wallet));
        bytes memory signature = _sign(INES_KEY, offer);
        wallet.rotate(tomas);
        _refuseSignature(offer, signature);
        wallet.rotate(ines);
        offers.publishFor(offer, signature);
        assertEq(_stateOf(offer), uint256(IOffers.OfferState.Open), "open");
    }

    /* QUOTES */

    /// @dev N05: a quote counts only while its signer may grant it, whoever publishes it.
    function test_RevertGiven_N05_TheWorkWasSoldSinceItWasSigned() public {
        bytes memory signature = _sign(INES_KEY, _quote());
        transferWork(work, ines, maya);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotController.selector, work, NO_PARENT, ines));
        offers.publishFor(_quote(), signature);
    }

    function test_RevertGiven_N05_TheParentWasSoldSinceItWasSigned() public {
        IOffers.Offer memory offer = underParent(inner());
        bytes memory signature = _sign(_keyOf(maya), offer);
        vm.prank(maya);
        licences.transferFrom(maya, tomas, LicenceId.unwrap(parent));
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotController.selector, work, parent, maya));
        offers.publishFor(offer, signature);
    }

    /// @dev R10: for one buyer, once. The same quote can't be published or used again.
    function test_WhenR10_AQuoteIsUsed_ItIsUsedUp() public {
        IOffers.Offer memory offer = _quote();
        bytes memory signature = _sign(INES_KEY, offer);
        bytes32 id = offers.publishFor(offer, signature);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_NotForYou.selector, tomas, eve));
        buy(eve, offer);
        buy(tomas, offer);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_SoldOut.selector, id, 0, 1));
        buy(tomas, offer);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_AlreadyPublished.selector, id, IOffers.OfferState.Open));
        offers.publishFor(offer, signature);
    }

    /// @dev A quote that a stranger published first is only sooner there: the buyer's own attempt finds it, and buys.
    function test_WhenR01_AWatcherPublishesTheQuoteFirst_TheBuyerBuys() public {
        IOffers.Offer memory offer = _quote();
        bytes memory signature = _sign(INES_KEY, offer);
        vm.prank(eve);
        offers.publishFor(offer, signature);
        buy(tomas, offer);
        assertEq(licences.balanceOf(tomas), 1, "licence");
        assertEq(licences.balanceOf(eve), 0, "nothing for Eve");
    }

    function test_WhenSentInABatch_TheSignerIsTheLicensor() public {
        bytes memory data = abi.encodeCall(IOffers.publishFor, (_quote(), _sign(INES_KEY, _quote())));
        batch(eve, address(offers), 0, data);
        assertEq(_stateOf(_quote()), uint256(IOffers.OfferState.Open), "open");
    }

    function test_RevertWhen_S08_SentInABatch_AndChanged() public {
        IOffers.Offer memory changed = _quote();
        changed.price = 0;
        bytes memory data = abi.encodeCall(IOffers.publishFor, (changed, _sign(INES_KEY, _quote())));
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_InvalidSignature.selector, ines));
        this.batchAs(eve, data);
    }

    function batchAs(address sender, bytes calldata data) external {
        batch(sender, address(offers), 0, data);
    }

    /* HELPERS */

    /// @dev For Tomas, once, until tomorrow.
    function _quote() private view returns (IOffers.Offer memory offer) {
        offer = offerOf(work, ines, someId);
        (offer.buyer, offer.supply) = (tomas, 1);
        (offer.opens, offer.closes) = (uint40(NOW), uint40(NOW + 1 days));
    }

    /// @dev A quote by somebody else, whose work it becomes.
    function _quoteOf(address licensor) private returns (IOffers.Offer memory offer) {
        offer = _quote();
        offer.licensor = licensor;
        offer.work = register(licensor, keccak256(abi.encode(licensor)));
    }

    function _stateOf(IOffers.Offer memory offer) private view returns (uint256) {
        (IOffers.OfferState state, ) = offers.offerOf(OfferSignature.idOf(offer));
        return uint256(state);
    }

    function _keyOf(address account) private view returns (uint256) {
        if (account == ines) return INES_KEY;
        if (account == tomas) return uint256(keccak256("Tomas"));
        assertEq(account, maya, "somebody with a key");
        return uint256(keccak256("Maya"));
    }

    function _digestOf(IOffers.Offer memory offer) private view returns (bytes32) {
        return
            OfferSignature.digestOf(
                OfferSignature.Domain("Colophon Offers", "1", block.chainid, address(offers)),
                offer
            );
    }

    function _sign(uint256 key, IOffers.Offer memory offer) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, _digestOf(offer));
        return abi.encodePacked(r, s, v);
    }

    function _refuseSignature(IOffers.Offer memory offer, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_InvalidSignature.selector, offer.licensor));
        offers.publishFor(offer, signature);
    }

    function _refuseDomain(OfferSignature.Domain memory domain) private {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(INES_KEY, OfferSignature.digestOf(domain, _quote()));
        _refuseSignature(_quote(), abi.encodePacked(r, s, v));
    }
}
