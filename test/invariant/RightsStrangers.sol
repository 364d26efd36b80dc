// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IArbitrable} from "../../contracts/interfaces/IArbitration.sol";
import {ICompliance} from "../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {IRoyalties} from "../../contracts/interfaces/IRoyalties.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {Edge} from "../../contracts/types/Edge.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {LicenceModel} from "../utils/LicenceModel.sol";
import {RightsDeals} from "./RightsDeals.sol";

/// @title RightsStrangers: what people try who have no right to it, and why they are refused
abstract contract RightsStrangers is RightsDeals {
    uint256 internal constant ATTEMPTS = 30;

    struct Attempt {
        address target;
        bytes data;
        /// @dev Who might do it.
        address victim;
        bytes4 refusal;
    }

    /// @dev A person who has nothing to do with the work, the licence and the offer, and is nobody's agent.
    function _strangerTo(uint256 w, address person) internal view returns (address) {
        Known storage work = _known[w % _known.length];
        LicenceModel.Sold storage sold = _sold[w % _sold.length];
        Offered storage offered = _offered[w % _offered.length];
        bool isParty =
            person == work.state.controller ||
                person == work.claimant ||
                person == sold.holder ||
                person == _licensorOf(sold.work, sold.parent) ||
                person == offered.offer.licensor ||
                person == _licensorOf(offered.offer.work, offered.parent);
        for (uint256 i = 0; i < _agencies.length; ++i) isParty = isParty || _agencies[i].agent == person;
        return isParty ? address(0xdead) : person;
    }

    function _attempt(uint256 w, address stranger, uint256 what) internal view returns (Attempt memory) {
        if (what < 6) return _forbiddenOfWorks(w, stranger, what);
        if (what < 12) return _forbiddenOfRoyalties(w, stranger, what - 6);
        if (what < 20) return _forbiddenOfLicences(w, stranger, what - 12);
        if (what < 25) return _forbiddenOfOffers(w, stranger, what - 20);
        return _forbiddenOfCompliance(w, what - 25);
    }

    function _forbiddenOfWorks(
        uint256 w,
        address stranger,
        uint256 what
    ) private view returns (Attempt memory attempt) {
        Known storage work = _known[w % _known.length];
        uint256 id = WorkId.unwrap(work.id);
        attempt.victim = work.state.controller;
        (attempt.target, attempt.refusal) = (address(works), IWorks.Works_NotController.selector);
        if (what == 0) {
            attempt.data = abi.encodeCall(IWorks.revise, (work.id, "r", "s", "m", nothing()));
        } else if (what == 1) {
            attempt.data = abi.encodeCall(IWorks.disclose, (work.id, work.claimant, work.contentRoot, nothing()));
        } else if (what == 2) {
            IWorks.Version memory version = IWorks.Version("p", "r", "m", 1);
            attempt.data = abi.encodeCall(IWorks.discloseVersion, (work.id, version, nothing()));
        } else if (what == 3) {
            attempt.data = abi.encodeCall(IERC721.transferFrom, (attempt.victim, stranger, id));
            attempt.refusal = IERC721Errors.ERC721InsufficientApproval.selector;
        } else if (what == 4) {
            attempt.data = abi.encodeCall(IERC721.approve, (stranger, id));
            attempt.refusal = IERC721Errors.ERC721InvalidApprover.selector;
        } else {
            IWorks.Registration memory registration = registrationOf("another", 0);
            attempt.data = abi.encodeCall(
                IWorks.registerFor,
                (attempt.victim, registration, nothing(), type(uint256).max, new bytes(65))
            );
            attempt.refusal = IWorks.Works_InvalidSignature.selector;
        }
    }

    function _forbiddenOfRoyalties(
        uint256 w,
        address stranger,
        uint256 what
    ) private view returns (Attempt memory attempt) {
        Known storage work = _known[w % _known.length];
        address victim = work.state.controller;
        (attempt.target, attempt.victim) = (address(royalties), victim);
        attempt.refusal = IRoyalties.Royalties_NotAllowed.selector;
        if (what == 0) {
            attempt.data = abi.encodeCall(IRoyalties.open, (work.id, "root", new Edge[](0)));
        } else if (what == 1) {
            attempt.data = abi.encodeCall(IRoyalties.collect, (victim, work.id, ETH, 1, MEMO));
        } else if (what == 2) {
            attempt.data = abi.encodeCall(IRoyalties.collectFor, (victim, _sold[w % _sold.length].id, ETH, 1));
        } else if (what == 3) {
            attempt.data = abi.encodeCall(IRoyalties.takeAll, (work.id, stranger, work.contentRoot));
            attempt.refusal = IRoyalties.Royalties_NotClaimant.selector;
        } else if (what == 4) {
            attempt.data = abi.encodeCall(IRoyalties.claim, (work.id, ETH, stranger, 9));
            attempt.refusal = IRoyalties.Royalties_NeverHeld.selector;
        } else {
            attempt.data = abi.encodeCall(
                IRoyalties.claimFor,
                (work.id, ETH, work.claimant, stranger, 9, 0, type(uint256).max, new bytes(65))
            );
            attempt.refusal = IRoyalties.Royalties_InvalidSignature.selector;
        }
    }

    function _forbiddenOfLicences(
        uint256 w,
        address stranger,
        uint256 what
    ) private view returns (Attempt memory attempt) {
        LicenceModel.Sold storage sold = _sold[w % _sold.length];
        attempt.victim = sold.holder;
        (attempt.target, attempt.refusal) = (address(licences), ILicences.Licences_NotAllowed.selector);
        LicenceId none = NO_PARENT;
        if (what == 0) {
            ITerms.Scope memory scope;
            attempt.data = abi.encodeCall(ILicences.admit, (sold.termsId, scope));
        } else if (what == 1) {
            attempt.data = abi.encodeCall(ILicences.terminate, (sold.id, sold.terms));
        } else if (what == 2) {
            LicenceId[] memory sources = new LicenceId[](1);
            sources[0] = sold.id;
            attempt.data = abi.encodeCall(ILicences.derive, (sold.work, sold.holder, sources));
        } else if (what == 3) {
            ILicences.Grant memory given = ILicences.Grant(
                sold.work,
                none,
                attempt.victim,
                sold.termsId,
                0,
                1,
                0,
                stranger,
                true
            );
            attempt.data = abi.encodeCall(ILicences.grant, (given));
        } else if (what == 4) {
            ILicences.Extension memory asked = ILicences.Extension(
                sold.id,
                sold.work,
                none,
                attempt.victim,
                sold.termsId,
                1,
                stranger
            );
            attempt.data = abi.encodeCall(ILicences.extend, (asked));
        } else if (what == 5) {
            attempt.data = abi.encodeCall(ILicences.admitUnder, (sold.work, none, stranger, sold.termsId));
        } else if (what == 6) {
            attempt.data = abi.encodeCall(ILicences.surrender, (sold.id));
            attempt.refusal = ILicences.Licences_NotLive.selector;
        } else {
            attempt.data = abi.encodeCall(IERC721.transferFrom, (sold.holder, stranger, LicenceId.unwrap(sold.id)));
            attempt.refusal =
                sold.terms.transferable
                    ? IERC721Errors.ERC721InsufficientApproval.selector
                    : ILicences.Licences_NotTransferable.selector;
        }
    }

    function _forbiddenOfOffers(
        uint256 w,
        address stranger,
        uint256 what
    ) private view returns (Attempt memory attempt) {
        IOffers.Offer memory offer = _offered[w % _offered.length].offer;
        (attempt.target, attempt.victim) = (address(offers), offer.licensor);
        if (what == 0) {
            // In somebody else's name.
            offer.opens = 0;
            attempt.data = abi.encodeCall(IOffers.publish, (offer));
            attempt.refusal = IOffers.Offers_NotLicensor.selector;
        } else if (what == 1) {
            // In their own name, but of a work or a licence that is not theirs.
            (offer.licensor, offer.opens, offer.closes) = (stranger, 0, FOREVER);
            attempt.data = abi.encodeCall(IOffers.publish, (offer));
            attempt.refusal = ILicences.Licences_NotController.selector;
        } else if (what == 2) {
            offer.opens = 0;
            attempt.data = abi.encodeCall(IOffers.publishFor, (offer, new bytes(65)));
            attempt.refusal = IOffers.Offers_InvalidSignature.selector;
        } else if (what == 3) {
            attempt.data = abi.encodeCall(IOffers.close, (offer));
            attempt.refusal = IOffers.Offers_NotController.selector;
        } else {
            IOffers.Purchase memory purchase = purchaseOf(offer, 1, offer.licensor);
            attempt.data = abi.encodeCall(IOffers.buyFor, (offer, purchase, new bytes(65)));
            attempt.refusal = IOffers.Offers_InvalidSignature.selector;
        }
    }

    /// @dev Of a licence without rules, or with others, the contract knows no terms.
    function _forbiddenOfCompliance(uint256 w, uint256 what) private view returns (Attempt memory attempt) {
        LicenceModel.Sold storage sold = _sold[w % _sold.length];
        bool ruled = _kindOf(sold.terms) != 0;
        ICompliance.Conditions memory conditions = _conditionsOf(ruled ? _kindOf(sold.terms) : 1);
        (attempt.target, attempt.victim) = (address(compliance), _licensorOf(sold.work, sold.parent));
        attempt.refusal = ICompliance.Compliance_NotLicensor.selector;
        if (what == 0) {
            attempt.data = abi.encodeCall(ICompliance.notice, (sold.id, sold.terms, conditions, "evidence"));
            if (!ruled) attempt.refusal = ICompliance.Compliance_OtherTerms.selector;
        } else if (what == 1) {
            attempt.data = abi.encodeCall(ICompliance.withdrawNotice, (sold.id));
        } else if (what == 2) {
            attempt.data = abi.encodeCall(ICompliance.terminate, (sold.id, sold.terms));
        } else if (what == 3) {
            attempt.data = abi.encodeCall(IArbitrable.rule, (_disputes[sold.id], 2));
            attempt.refusal = ICompliance.Compliance_NoSuchDispute.selector;
        } else {
            ICompliance.Report memory usage = ICompliance.Report(uint32(_reported[sold.id]), 1, 1, 0);
            ICompliance.Payment memory payment;
            attempt.victim = sold.holder;
            attempt.data = abi.encodeCall(ICompliance.report, (sold.id, sold.terms, conditions, usage, payment));
            attempt.refusal =
                ruled ? ICompliance.Compliance_NotHolder.selector : ICompliance.Compliance_OtherTerms.selector;
        }
    }
}
