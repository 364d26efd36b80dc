// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {PublishBehavior} from "../../utils/PublishBehavior.sol";

contract LicencesPublishTest is PublishBehavior {
    function act(ILicences.Offer memory offer) internal override returns (bytes32) {
        vm.prank(offer.licensor);
        return licences.publish(offer);
    }

    function test_RevertWhen_TheLicensorIsSomebodyElse() public {
        ILicences.Offer memory offer = offerOf(work, ines, someId);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotLicensor.selector, ines, eve));
        vm.prank(eve);
        licences.publish(offer);
        // Nor may who controls the work publish in another's name.
        offer.licensor = eve;
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotLicensor.selector, eve, ines));
        vm.prank(ines);
        licences.publish(offer);
    }
}

/// @dev The same rules, as a step of a batch.
contract LicencesPublishInABatchTest is PublishBehavior {
    function act(ILicences.Offer memory offer) internal override returns (bytes32) {
        return this.publishInABatch(offer.licensor, offer);
    }

    function publishInABatch(address sender, ILicences.Offer calldata offer) external returns (bytes32) {
        bytes memory data = abi.encodeCall(ILicences.publish, (offer));
        return abi.decode(batch(sender, address(licences), 0, data), (bytes32));
    }

    function test_RevertWhen_TheLicensorIsNotTheBatchsSender() public {
        ILicences.Offer memory offer = offerOf(work, ines, someId);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotLicensor.selector, ines, eve));
        this.publishInABatch(eve, offer);
    }
}
