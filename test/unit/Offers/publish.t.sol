// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {PublishBehavior} from "../../utils/PublishBehavior.sol";

contract OffersPublishTest is PublishBehavior {
    function act(IOffers.Offer memory offer) internal override returns (bytes32) {
        vm.prank(offer.licensor);
        return offers.publish(offer);
    }

    function test_RevertWhen_TheLicensorIsSomebodyElse() public {
        IOffers.Offer memory offer = offerOf(work, ines, someId);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_NotLicensor.selector, ines, eve));
        vm.prank(eve);
        offers.publish(offer);
        // Nor may who controls the work publish in another's name.
        offer.licensor = eve;
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_NotLicensor.selector, eve, ines));
        vm.prank(ines);
        offers.publish(offer);
    }
}

/// @dev The same rules, as a step of a batch.
contract OffersPublishInABatchTest is PublishBehavior {
    function act(IOffers.Offer memory offer) internal override returns (bytes32) {
        return this.publishInABatch(offer.licensor, offer);
    }

    function publishInABatch(address sender, IOffers.Offer calldata offer) external returns (bytes32) {
        bytes memory data = abi.encodeCall(IOffers.publish, (offer));
        return abi.decode(batch(sender, address(offers), 0, data), (bytes32));
    }

    function test_RevertWhen_TheLicensorIsNotTheBatchsSender() public {
        IOffers.Offer memory offer = offerOf(work, ines, someId);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_NotLicensor.selector, ines, eve));
        this.publishInABatch(eve, offer);
    }
}
