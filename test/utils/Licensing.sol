// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Deployed} from "./Deployed.sol";

/// @title Licensing: a test of licences. Where terms name rules, the test itself is the contract that they name
abstract contract Licensing is Deployed {
    /// @dev The same terms under rules of which the test is the contract: it may end the licence.
    function underRules(ITerms.Terms memory what) internal view returns (ITerms.Terms memory) {
        (what.rules, what.conditions) = (address(this), keccak256("conditions"));
        return what;
    }

    /// @dev Act 3 for purpose 1, in no field, which {someTerms} allow everywhere.
    function useAt(uint256 time) internal pure returns (ILicences.Use memory) {
        return ILicences.Use({act: 3, purpose: 1, territory: 7, field: 0, time: uint40(time)});
    }

    function expectStanding(
        address account,
        LicenceId licence,
        uint256 time,
        ILicences.Reason expected,
        LicenceId expectedDecisive
    ) internal view {
        (ILicences.Reason reason, LicenceId decisive) = licences.isLicensed(account, licence, useAt(time));
        assertEq(uint256(reason), uint256(expected), "reason");
        assertEq(decisive, expectedDecisive, "decisive");
    }

    function expectLicensed(address account, LicenceId licence) internal view {
        expectStanding(account, licence, vm.getBlockTimestamp(), ILicences.Reason.Licensed, licence);
    }

    function surrender(address holder, LicenceId licence) internal {
        vm.prank(holder);
        licences.surrender(licence);
    }

    /// @dev With duties it moves only to somebody who said that they take it.
    function moveTo(address to, LicenceId licence) internal {
        vm.prank(to);
        licences.accept(licence);
        vm.startPrank(licences.ownerOf(LicenceId.unwrap(licence)));
        licences.transferFrom(licences.ownerOf(LicenceId.unwrap(licence)), to, LicenceId.unwrap(licence));
        vm.stopPrank();
    }

    /// @dev Licences of an offer that start later than they are sold.
    function publishFrom(IOffers.Offer memory offer, uint256 starts) internal returns (IOffers.Offer memory) {
        offer.starts = uint40(starts);
        publish(offer);
        return offer;
    }

    function expectConflict(IOffers.Offer memory offer, TermsId other, uint256 until) internal {
        (TermsId inTheWay, uint40 end) = licences.conflictOf(offer.work, offer.parent, offer.terms, offer.starts);
        assertEq(inTheWay == other, true, "what is in the way");
        assertEq(end, until, "until when");
        IOffers.Purchase memory purchase = purchaseOf(offer, 1, tomas);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_Conflict.selector, offer.terms, other, until));
        vm.prank(tomas);
        offers.buy{value: offer.price}(offer, purchase);
    }

    function expectFree(IOffers.Offer memory offer) internal view {
        (TermsId other, uint40 until) = licences.conflictOf(offer.work, offer.parent, offer.terms, offer.starts);
        assertEq(TermsId.unwrap(other), 0, "nothing in the way");
        assertEq(until, 0, "at no time");
    }

    function notLive(LicenceId licence, ILicences.Reason reason) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ILicences.Licences_NotLive.selector, licence, reason);
    }

    /// @dev A work of an account, made under licences that they hold, in ascending order.
    function makeFrom(address claimant, bytes32 contentRoot, LicenceId[] memory sources) internal returns (WorkId) {
        IWorks.Registration memory registration = registrationOf(contentRoot, 0);
        registration.sources = sources;
        vm.prank(claimant);
        return works.register(registration, nothing());
    }

    function makeFrom(address claimant, bytes32 contentRoot, LicenceId source) internal returns (WorkId) {
        LicenceId[] memory sources = new LicenceId[](1);
        sources[0] = source;
        return makeFrom(claimant, contentRoot, sources);
    }
}
