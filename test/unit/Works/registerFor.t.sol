// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
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
import {Content} from "../../utils/Content.sol";
import {Deployed} from "../../utils/Deployed.sol";
import {RegisterSignature} from "../../utils/RegisterSignature.sol";

contract WorksRegisterForTest is Deployed {
    uint256 private constant DEADLINE = NOW + 1 hours;
    /// @dev The order of secp256k1.
    uint256 private constant N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    Content.File[] private _files;
    IWorks.Registration private _registration;
    IWorks.Disclosure[] private _disclosures;

    function setUp() public override {
        super.setUp();
        Content.File[] memory files = Content.files(3, 1);
        _registration = registrationOf(Content.rootOf(files, "head"), "holders");
        for (uint256 i = 0; i < files.length; ++i) {
            _files.push(files[i]);
            _disclosures.push(Content.disclosureOf(files, "head", i));
        }
    }

    /* TIME */

    function test_RevertWhen_R10_TheDeadlineHasPassed() public {
        bytes memory signature = _sign();
        vm.warp(DEADLINE + 1);
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_SignatureExpired.selector, DEADLINE, DEADLINE + 1));
        _send(ines, _registration, _disclosures, DEADLINE, signature);
    }

    function test_WhenR07_ItIsTheLastSecond() public {
        bytes memory signature = _sign();
        vm.warp(DEADLINE);
        WorkId work = _send(ines, _registration, _disclosures, DEADLINE, signature);
        assertEq(works.workOf(work).controller, ines, "controller");
        assertEq(works.workOf(work).registeredAt, DEADLINE, "time");
    }

    /* EVERY SIGNED FIELD */

    function test_RevertWhen_S08_TheClaimantIsAnother() public {
        _expectInvalid(eve);
        _send(eve, _registration, _disclosures, DEADLINE, _sign());
    }

    function test_RevertWhen_S08_TheContentRootIsAnother() public {
        IWorks.Registration memory changed = _registration;
        changed.contentRoot = "another";
        _expectInvalid(ines);
        _send(ines, changed, _disclosures, DEADLINE, _sign());
    }

    function test_RevertWhen_S08_TheSaltIsAnother() public {
        IWorks.Registration memory changed = _registration;
        changed.salt = "another";
        _expectInvalid(ines);
        _send(ines, changed, _disclosures, DEADLINE, _sign());
    }

    function test_RevertWhen_S08_TheMetadataDigestIsAnother() public {
        IWorks.Registration memory changed = _registration;
        changed.metadataDigest = "another";
        _expectInvalid(ines);
        _send(ines, changed, _disclosures, DEADLINE, _sign());
    }

    function test_RevertWhen_S08_TheCategoryIsAnother() public {
        IWorks.Registration memory changed = _registration;
        changed.category = IWorks.Category.Other;
        _expectInvalid(ines);
        _send(ines, changed, _disclosures, DEADLINE, _sign());
    }

    function test_RevertWhen_S08_TheHoldersAreOthers() public {
        IWorks.Registration memory changed = _registration;
        changed.holdersRoot = "another";
        _expectInvalid(ines);
        _send(ines, changed, _disclosures, DEADLINE, _sign());
        changed.holdersRoot = 0;
        _expectInvalid(ines);
        _send(ines, changed, _disclosures, DEADLINE, _sign());
    }

    function test_RevertWhen_S08_TheResaleRoyaltyIsAnother() public {
        IWorks.Registration memory changed = _registration;
        changed.resaleRoyalty += 1;
        _expectInvalid(ines);
        _send(ines, changed, _disclosures, DEADLINE, _sign());
    }

    /// @dev The relayer can neither add a parent, which would cost the claimant a share, nor leave one out, nor put
    /// another licence in its place.
    function test_RevertWhen_S08_TheSourcesAreOthers() public {
        ITerms.Terms memory what = someTerms();
        what.derivatives = ITerms.Derivatives.Allowed;
        vm.startPrank(maya);
        WorkId earlier = works.register(registrationOf("earlier", 0), nothing());
        IOffers.Offer memory offer = offerOf(earlier, maya, terms.defineTerms(what));
        offers.publish(offer);
        vm.stopPrank();
        LicenceId licence = buy(ines, offer);
        LicenceId other = buy(ines, offer);
        IWorks.Registration memory changed = _registration;
        changed.sources = new LicenceId[](1);
        changed.sources[0] = licence;
        _expectInvalid(ines);
        _send(ines, changed, _disclosures, DEADLINE, _sign());

        _registration.sources.push(licence);
        bytes memory signature = _sign();
        changed.sources[0] = other;
        _expectInvalid(ines);
        _send(ines, changed, _disclosures, DEADLINE, signature);
        changed.sources = new LicenceId[](0);
        _expectInvalid(ines);
        _send(ines, changed, _disclosures, DEADLINE, signature);
        changed.sources = new LicenceId[](2);
        (changed.sources[0], changed.sources[1]) = (licence, other);
        _expectInvalid(ines);
        _send(ines, changed, _disclosures, DEADLINE, signature);

        WorkId work = _send(ines, _registration, _disclosures, DEADLINE, signature);
        assertEq(works.workOf(work).controller, ines, "as signed, it goes through");
    }

    /// @dev A relayer's own licences do not count: the claimant must hold them.
    function test_RevertWhen_Y07_TheSenderHoldsTheSourceAndNotTheClaimant() public {
        ITerms.Terms memory what = someTerms();
        what.derivatives = ITerms.Derivatives.Allowed;
        vm.startPrank(ines);
        WorkId earlier = works.register(registrationOf("earlier", 0), nothing());
        IOffers.Offer memory offer = offerOf(earlier, ines, terms.defineTerms(what));
        offers.publish(offer);
        vm.stopPrank();
        LicenceId licence = buy(eve, offer);
        _registration.sources.push(licence);
        bytes memory signature = _sign();
        vm.expectRevert(
            abi.encodeWithSelector(ILicences.Licences_NotLive.selector, licence, ILicences.Reason.NotHolder)
        );
        vm.prank(eve);
        works.registerFor(ines, _registration, _disclosures, DEADLINE, signature);
    }

    /// @dev The rules of a registration hold for a signed one too.
    function test_RevertWhen_R05_WhatWasSignedIsNotAllowed() public {
        _registration.resaleRoyalty = 10_001;
        bytes memory signature = _sign();
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_ResaleRoyaltyTooHigh.selector, 10_001));
        _send(ines, _registration, _disclosures, DEADLINE, signature);
        _registration.resaleRoyalty = 0;
        _registration.metadataDigest = 0;
        signature = _sign();
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_ZeroMetadataDigest.selector));
        _send(ines, _registration, _disclosures, DEADLINE, signature);
        _registration.metadataDigest = "metadata";
        _registration.contentRoot = 0;
        signature = _sign();
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_ZeroContentRoot.selector));
        _send(ines, _registration, _disclosures, DEADLINE, signature);
        _registration.contentRoot = "content";
        for (uint256 i = 0; i < 17; ++i) _registration.sources.push(LicenceId.wrap(i));
        signature = _signFor(nothing());
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_TooManySources.selector, 17, 16));
        _send(ines, _registration, nothing(), DEADLINE, signature);
    }

    function test_RevertWhen_S08_TheDisclosuresAreFewerMoreOrInAnotherOrder() public {
        IWorks.Disclosure[] memory all = _disclosures;
        IWorks.Disclosure[] memory fewer = new IWorks.Disclosure[](2);
        (fewer[0], fewer[1]) = (all[0], all[1]);
        _expectInvalid(ines);
        _send(ines, _registration, fewer, DEADLINE, _sign());

        bytes memory signature = _signFor(fewer);
        _expectInvalid(ines);
        _send(ines, _registration, all, DEADLINE, signature);

        (fewer[0], fewer[1]) = (all[1], all[0]);
        _expectInvalid(ines);
        _send(ines, _registration, fewer, DEADLINE, signature);
    }

    function test_RevertWhen_S08_ADisclosedDigestIsAnother() public {
        IWorks.Disclosure[] memory changed = _disclosures;
        changed[1].digest = "another";
        _expectInvalid(ines);
        _send(ines, _registration, changed, DEADLINE, _sign());
    }

    /// @dev Blinding and proof are not signed: they can only be right or wrong.
    function test_RevertWhen_ADisclosureDoesNotProveItsDigest() public {
        IWorks.Disclosure[] memory changed = _disclosures;
        changed[1].blinding = "another";
        vm.expectRevert(
            abi.encodeWithSelector(IWorks.Works_NotInContent.selector, _registration.contentRoot, changed[1].digest)
        );
        _send(ines, _registration, changed, DEADLINE, _sign());
    }

    function test_RevertWhen_S08_TheDeadlineIsAnother() public {
        _expectInvalid(ines);
        _send(ines, _registration, _disclosures, DEADLINE + 1, _sign());
        _expectInvalid(ines);
        _send(ines, _registration, _disclosures, DEADLINE - 1, _sign());
    }

    /* DOMAIN */

    function test_RevertWhen_S04_TheDomainIsAnother() public {
        _refuseDomain(RegisterSignature.Domain("Colophon", "1", block.chainid, address(works)));
        _refuseDomain(RegisterSignature.Domain("Colophon Works", "2", block.chainid, address(works)));
        _refuseDomain(RegisterSignature.Domain("Colophon Works", "1", block.chainid + 1, address(works)));
        _refuseDomain(RegisterSignature.Domain("Colophon Works", "1", block.chainid, address(licences)));
    }

    function test_RevertWhen_R06_TheChainHasSplit() public {
        bytes memory signature = _sign();
        uint256 before = block.chainid;
        vm.chainId(before + 1);
        _expectInvalid(ines);
        _send(ines, _registration, _disclosures, DEADLINE, signature);
        vm.chainId(before);
        _send(ines, _registration, _disclosures, DEADLINE, signature);
    }

    function test_TheDomainIsPublished() public view {
        (, string memory name, string memory version, uint256 chainId, address contract_, , ) = IERC5267(address(works))
            .eip712Domain();
        assertEq(name, "Colophon Works", "name");
        assertEq(version, "1", "version");
        assertEq(chainId, block.chainid, "chain");
        assertEq(contract_, address(works), "contract");
    }

    /* SIGNATURES */

    function test_RevertWhen_S01_TheSignatureIsTheHighTwin() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(INES_KEY, _digest(_disclosures));
        bytes memory twin = abi.encodePacked(r, bytes32(N - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        _expectInvalid(ines);
        _send(ines, _registration, _disclosures, DEADLINE, twin);
    }

    function test_RevertWhen_S02_TheSignatureHasAnotherForm() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(INES_KEY, _digest(_disclosures));
        bytes[7] memory forms = [
            abi.encodePacked(r, s, v - 27),
            abi.encodePacked(r, s, uint8(29)),
            abi.encodePacked(r, bytes32(uint256(s) | (uint256(v - 27) << 255))),
            abi.encodePacked(r, s, v, uint8(0)),
            abi.encodePacked(r, s),
            abi.encodePacked(bytes32(0), bytes32(0), v),
            bytes("")
        ];
        for (uint256 i = 0; i < forms.length; ++i) {
            _expectInvalid(ines);
            _send(ines, _registration, _disclosures, DEADLINE, forms[i]);
        }
    }

    /// @dev A signature that recovers to nobody must not make the zero address a claimant.
    function test_RevertWhen_S03_TheClaimantIsTheZeroAddress() public {
        _expectInvalid(address(0));
        _send(address(0), _registration, _disclosures, DEADLINE, "");
        _expectInvalid(address(0));
        _send(
            address(0),
            _registration,
            _disclosures,
            DEADLINE,
            abi.encodePacked(bytes32("r"), bytes32("s"), uint8(27))
        );
    }

    /* USED TWICE */

    function test_RevertGiven_R10_TheSignatureWasUsed() public {
        bytes memory signature = _sign();
        WorkId work = _send(ines, _registration, _disclosures, DEADLINE, signature);
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_AlreadyRegistered.selector, work));
        _send(ines, _registration, _disclosures, DEADLINE, signature);
        transferWork(work, ines, maya);
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_AlreadyRegistered.selector, work));
        _send(ines, _registration, _disclosures, DEADLINE, signature);
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
            _expectInvalid(wallets[i]);
            _send(wallets[i], _registration, _disclosures, DEADLINE, _sign());
        }
    }

    /// @dev The wallet is asked by a static call: it cannot register in the middle of its own registration.
    function test_WhenS05_TheWalletReenters_NothingHappensInBetween() public {
        ReenteringWallet wallet = new ReenteringWallet(address(works));
        wallet.prepare(abi.encodeCall(IWorks.register, (_registration, _disclosures)));
        WorkId work = _send(address(wallet), _registration, _disclosures, DEADLINE, "");
        assertEq(works.totalWorks(), 1, "one work");
        assertEq(works.workOf(work).controller, address(wallet), "the wallet's");
    }

    /// @dev ERC-6492: a wallet that has no code yet signs with a longer form, which does not count here.
    function test_RevertWhen_S06_TheWalletIsNotDeployedYet() public {
        bytes memory wrapped = abi.encodePacked(
            abi.encode(address(this), "", _sign()),
            bytes32(0x6492649264926492649264926492649264926492649264926492649264926492)
        );
        _expectInvalid(maya);
        _send(maya, _registration, _disclosures, DEADLINE, wrapped);
    }

    /// @dev EIP-7702: an account with code signs as its code says. Code that knows no ERC-1271 cannot sign at all.
    function test_WhenS06_AnAccountHasCode_ItsCodeDecides() public {
        bytes memory signature = _sign();
        vm.etch(ines, address(new RevertingWallet()).code);
        _expectInvalid(ines);
        _send(ines, _registration, _disclosures, DEADLINE, signature);
        vm.etch(ines, address(new YesWallet()).code);
        _send(ines, _registration, _disclosures, DEADLINE, "");
    }

    function test_WhenS07_TheKeyWasRotated_OnlyTheNewOneCounts() public {
        Wallet wallet = new Wallet(ines);
        bytes memory signature = _signOf(INES_KEY, address(wallet));
        wallet.rotate(tomas);
        _expectInvalid(address(wallet));
        _send(address(wallet), _registration, _disclosures, DEADLINE, signature);
        wallet.rotate(ines);
        WorkId work = _send(address(wallet), _registration, _disclosures, DEADLINE, signature);
        assertEq(works.workOf(work).controller, address(wallet), "controller");
    }

    /* SENT BY ANYONE */

    function test_WhenSentInABatch_TheSignerIsStillTheClaimant() public {
        bytes memory data = abi.encodeCall(IWorks.registerFor, (ines, _registration, _disclosures, DEADLINE, _sign()));
        WorkId work = abi.decode(batch(eve, address(works), 0, data), (WorkId));
        assertEq(works.workOf(work).controller, ines, "controller");
    }

    function test_WhenR01_SomebodyElseSendsIt_ItNamesTheClaimant() public {
        WorkId expected = works.workIdOf(ines, _registration.contentRoot);
        vm.expectEmit(address(works));
        emit IERC721.Transfer(address(0), ines, WorkId.unwrap(expected));
        vm.expectEmit(address(works));
        emit IWorks.WorkRegistered(
            expected,
            ines,
            _registration.contentRoot,
            _registration.salt,
            _registration.metadataDigest,
            _registration.category,
            _registration.resaleRoyalty,
            _registration.holdersRoot
        );
        for (uint256 i = 0; i < _files.length; ++i) {
            vm.expectEmit(address(works));
            emit IWorks.FileDisclosed(expected, _files[i].digest, _registration.contentRoot);
        }
        bytes memory signature = _sign();
        vm.recordLogs();
        vm.prank(eve);
        WorkId work = works.registerFor(ines, _registration, _disclosures, DEADLINE, signature);

        assertLogCount(5, "events");
        assertEq(work, expected, "number");
        assertEq(works.workOf(work).controller, ines, "controller");
        assertEq(works.workOf(work).registeredAt, NOW, "time");
        assertEq(works.balanceOf(eve), 0, "the sender has nothing");
        assertEq(royalties.holdersRootOf(work), "holders", "holders");
    }

    /* HELPERS */

    function _expectInvalid(address claimant) private {
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_InvalidSignature.selector, claimant));
    }

    function _refuseDomain(RegisterSignature.Domain memory domain) private {
        bytes32 digest = RegisterSignature.digestOf(domain, ines, _registration, _disclosures, DEADLINE);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(INES_KEY, digest);
        _expectInvalid(ines);
        _send(ines, _registration, _disclosures, DEADLINE, abi.encodePacked(r, s, v));
    }

    function _digest(IWorks.Disclosure[] memory disclosures) private view returns (bytes32) {
        return _digestOf(ines, disclosures);
    }

    function _digestOf(address claimant, IWorks.Disclosure[] memory disclosures) private view returns (bytes32) {
        return
            RegisterSignature.digestOf(
                RegisterSignature.Domain("Colophon Works", "1", block.chainid, address(works)),
                claimant,
                _registration,
                disclosures,
                DEADLINE
            );
    }

    function _sign() private view returns (bytes memory) {
        return _signFor(_disclosures);
    }

    function _signFor(IWorks.Disclosure[] memory disclosures) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(INES_KEY, _digest(disclosures));
        return abi.encodePacked(r, s, v);
    }

    function _signOf(uint256 key, address claimant) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, _digestOf(claimant, _disclosures));
        return abi.encodePacked(r, s, v);
    }

    function _send(
        address claimant,
        IWorks.Registration memory registration,
        IWorks.Disclosure[] memory disclosures,
        uint256 deadline,
        bytes memory signature
    ) private returns (WorkId) {
        return works.registerFor(claimant, registration, disclosures, deadline, signature);
    }
}
