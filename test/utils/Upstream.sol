// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Deployed} from "./Deployed.sol";
import {Parents} from "./Parents.sol";

/// @title Upstream: a test with works that are made from others, each under a real licence
abstract contract Upstream is Deployed {
    /// @dev A work made from others, which ask these shares. Its claimant has bought a free licence of each.
    function derive(
        address claimant,
        bytes32 contentRoot,
        ILicences.Parent[] memory parents
    ) internal returns (WorkId work) {
        return derive(claimant, contentRoot, 0, parents);
    }

    function derive(
        address claimant,
        bytes32 contentRoot,
        bytes32 holdersRoot,
        ILicences.Parent[] memory parents
    ) internal returns (WorkId work) {
        IWorks.Registration memory registration = registrationOf(contentRoot, holdersRoot);
        registration.sources = licencesFor(claimant, parents);
        vm.prank(claimant);
        return works.register(registration, nothing());
    }

    /// @dev A work with one parent.
    function derive(address claimant, bytes32 contentRoot, WorkId parent, uint32 share) internal returns (WorkId) {
        return derive(claimant, contentRoot, Parents.one(parent, share));
    }

    /// @dev A derivative whose claimant has taken all units.
    function deriveAndTake(
        address claimant,
        bytes32 contentRoot,
        ILicences.Parent[] memory parents
    ) internal returns (WorkId work) {
        work = derive(claimant, contentRoot, parents);
        royalties.takeAll(work, claimant, contentRoot);
    }

    /// @dev Free licences that allow derivatives at these shares, in ascending order, as a registration names them.
    function licencesFor(
        address claimant,
        ILicences.Parent[] memory parents
    ) internal returns (LicenceId[] memory sources) {
        sources = new LicenceId[](parents.length);
        for (uint256 i = 0; i < parents.length; ++i) {
            ITerms.Terms memory what = someTerms();
            what.derivatives = ITerms.Derivatives.Allowed;
            what.upstreamShare = parents[i].share;
            address licensor = licences.licensorOf(parents[i].work, NO_PARENT);
            IOffers.Offer memory offer = offerOf(parents[i].work, licensor, terms.defineTerms(what));
            offer.price = 0;
            (IOffers.OfferState state, ) = offers.offerOf(offers.offerIdOf(offer));
            if (state == IOffers.OfferState.Unknown) publish(offer);
            LicenceId source = buy(claimant, offer);
            uint256 place = i;
            for (; place > 0 && LicenceId.unwrap(sources[place - 1]) > LicenceId.unwrap(source); --place) {
                sources[place] = sources[place - 1];
            }
            sources[place] = source;
        }
    }

    function settle(WorkId work, address currency) internal {
        royalties.settle(_list(work), currency);
    }

    function settle(WorkId first, WorkId second, address currency) internal {
        WorkId[] memory list = new WorkId[](2);
        (list[0], list[1]) = (first, second);
        royalties.settle(list, currency);
    }

    function settle(WorkId first, WorkId second, WorkId third, address currency) internal {
        WorkId[] memory list = new WorkId[](3);
        (list[0], list[1], list[2]) = (first, second, third);
        royalties.settle(list, currency);
    }

    function _list(WorkId work) private pure returns (WorkId[] memory list) {
        list = new WorkId[](1);
        list[0] = work;
    }
}
