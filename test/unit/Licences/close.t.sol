// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract LicencesCloseTest is Deployed {
    WorkId private _work;
    ILicences.Offer private _offer;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        _offer = publish(_work, someTerms());
        _id = keccak256(abi.encode(_offer));
    }

    function test_RevertWhen_TheCallerIsNeitherLicensorNorController() public {
        address[3] memory strangers = [eve, deployer, tomas];
        vm.prank(ines);
        works.setApprovalForAll(tomas, true);
        for (uint256 i = 0; i < strangers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotController.selector, _work, strangers[i]));
            vm.prank(strangers[i]);
            licences.close(_offer);
        }
    }

    function test_RevertWhen_TheOfferWasNeverPublished() public {
        ILicences.Offer memory changed = _offer;
        changed.price += 1;
        vm.expectRevert(
            abi.encodeWithSelector(
                ILicences.Licences_NotOpen.selector,
                keccak256(abi.encode(changed)),
                ILicences.OfferState.Unknown
            )
        );
        vm.prank(ines);
        licences.close(changed);
    }

    /// @dev Naming oneself as licensor closes nothing of anybody else's: it is another offer.
    function test_RevertWhen_AStrangerNamesThemselvesAsLicensor() public {
        ILicences.Offer memory changed = _offer;
        changed.licensor = eve;
        vm.expectRevert(
            abi.encodeWithSelector(
                ILicences.Licences_NotOpen.selector,
                keccak256(abi.encode(changed)),
                ILicences.OfferState.Unknown
            )
        );
        vm.prank(eve);
        licences.close(changed);
    }

    function test_RevertWhen_TheWorkIsUnknown() public {
        ILicences.Offer memory changed = _offer;
        changed.work = WorkId.wrap(1);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 1));
        vm.prank(eve);
        licences.close(changed);
    }

    function test_RevertGiven_TheOfferIsClosed() public {
        vm.startPrank(ines);
        licences.close(_offer);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotOpen.selector, _id, ILicences.OfferState.Closed));
        licences.close(_offer);
    }

    function test_WhenN05_TheWorkWasSold_TheFormerAndTheNewControllerMayClose() public {
        ILicences.Offer memory second = _offer;
        second.price = 2 ether;
        publish(second);
        transferWork(_work, ines, maya);
        vm.prank(ines);
        licences.close(_offer);
        vm.prank(maya);
        licences.close(second);
        (ILicences.OfferState state, ) = licences.offerOf(keccak256(abi.encode(second)));
        assertEq(uint256(state), uint256(ILicences.OfferState.Closed), "state");
    }

    function test_WhenSentInABatch_TheSenderCloses() public {
        batch(ines, address(licences), 0, abi.encodeCall(ILicences.close, (_offer)));
        (ILicences.OfferState state, ) = licences.offerOf(_id);
        assertEq(uint256(state), uint256(ILicences.OfferState.Closed), "state");
    }

    function test_ClosesForGood_AndSoldLicencesStayAsTheyAre() public {
        LicenceId licence = buy(maya, _offer);
        bytes memory before = abi.encode(licences.licenceOf(licence));

        vm.expectEmit(address(licences));
        emit ILicences.OfferClosed(_id, _work);
        vm.recordLogs();
        vm.prank(ines);
        licences.close(_offer);

        assertLogCount(1, "events");
        (ILicences.OfferState state, uint32 sold) = licences.offerOf(_id);
        assertEq(uint256(state), uint256(ILicences.OfferState.Closed), "state");
        assertEq(sold, 1, "sold");
        assertEq(abi.encode(licences.licenceOf(licence)), before, "the licence");
        assertEq(
            uint256(licences.isLicensed(maya, licence, 3, uint40(NOW))),
            uint256(ILicences.Reason.Licensed),
            "still licensed"
        );
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotOpen.selector, _id, ILicences.OfferState.Closed));
        buy(maya, _offer);
    }
}
