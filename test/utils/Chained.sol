// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Upstream} from "./Upstream.sol";

/// @title Chained: a test with licences that hang below one another, each sold for nothing
abstract contract Chained is Upstream {
    uint40 private _opened;

    /// @dev A licence of Maya below one of `licensor`, who passes on `share` of what is paid for it.
    function licenceBelow(WorkId work, address licensor, uint32 share) internal returns (LicenceId) {
        address[] memory licensors = new address[](1);
        uint32[] memory shares = new uint32[](1);
        (licensors[0], shares[0]) = (licensor, share);
        return licenceBelow(work, licensors, shares);
    }

    function licenceBelow(
        WorkId work,
        address[3] memory licensors,
        uint32[3] memory shares
    ) internal returns (LicenceId) {
        address[] memory people = new address[](3);
        uint32[] memory parts = new uint32[](3);
        for (uint256 i = 0; i < 3; ++i) (people[i], parts[i]) = (licensors[i], shares[i]);
        return licenceBelow(work, people, parts);
    }

    /// @dev A licence of Maya below those of many, from the nearest up: each has theirs from the next, and the last from
    /// the controller. Nobody passes on less than whoever is above them.
    function licenceBelow(
        WorkId work,
        address[] memory licensors,
        uint32[] memory shares
    ) internal returns (LicenceId licence) {
        ITerms.Terms memory what = someTerms();
        what.duration = FOREVER;
        address seller = licences.licensorOf(work, NO_PARENT);
        for (uint256 i = licensors.length; i > 0; --i) {
            (what.sublicensing, what.sublicenceShare) = (uint8(i), shares[i - 1]);
            licence = _give(work, licence, seller, licensors[i - 1], what);
            seller = licensors[i - 1];
        }
        (what.sublicensing, what.sublicenceShare) = (0, 0);
        return _give(work, licence, seller, maya, what);
    }

    function _give(
        WorkId work,
        LicenceId parent,
        address seller,
        address buyer,
        ITerms.Terms memory what
    ) private returns (LicenceId) {
        IOffers.Offer memory offer = offerOf(work, seller, terms.defineTerms(what));
        (offer.parent, offer.price, offer.opens) = (parent, 0, ++_opened);
        publish(offer);
        return buy(buyer, offer);
    }
}
