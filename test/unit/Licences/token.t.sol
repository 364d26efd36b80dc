// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {ReenteringTokenReceiver} from "../../mocks/TokenReceivers.sol";
import {ERC721Behavior} from "../../utils/ERC721Behavior.sol";

contract LicencesTokenTest is ERC721Behavior {
    WorkId private _work;
    IOffers.Offer private _offer;

    function token() internal view override returns (IERC721) {
        return IERC721(address(licences));
    }

    function mint() internal override returns (uint256) {
        if (WorkId.unwrap(_work) == 0) {
            _work = register(ines, CONTENT);
            _offer = publish(_work, someTerms());
        }
        return LicenceId.unwrap(buy(ines, _offer));
    }

    function test_RevertWhen_TheLicenceMayNotMove_WhoeverAsks() public {
        ITerms.Terms memory what = someTerms();
        what.transferable = false;
        LicenceId licence = buy(maya, publish(_work, what));
        uint256 id = LicenceId.unwrap(licence);
        vm.startPrank(maya);
        licences.approve(tomas, id);
        licences.setApprovalForAll(eve, true);
        vm.stopPrank();
        address[4] memory people = [maya, tomas, eve, deployer];
        bytes memory reason = abi.encodeWithSelector(ILicences.Licences_NotTransferable.selector, licence);
        for (uint256 i = 0; i < people.length; ++i) {
            vm.startPrank(people[i]);
            vm.expectRevert(reason);
            licences.transferFrom(maya, people[i], id);
            vm.expectRevert(reason);
            licences.safeTransferFrom(maya, people[i], id);
            vm.expectRevert(reason);
            licences.safeTransferFrom(maya, people[i], id, "data");
            vm.stopPrank();
        }
        vm.expectRevert(reason);
        this.batchAs(maya, abi.encodeCall(IERC721.transferFrom, (maya, tomas, id)));
        assertEq(licences.ownerOf(id), maya, "holder");
    }

    /// @dev The same for a sublicence, whose terms are looked up in its parent's book.
    function test_RevertWhen_L09_TheSublicenceMayNotMove() public {
        ITerms.Terms memory what = someTerms();
        (what.sublicensing, what.deed) = (1, "outer");
        LicenceId parent = buy(maya, publish(_work, what));
        what = someTerms();
        what.transferable = false;
        LicenceId licence = buy(tomas, publishUnder(parent, maya, what));
        assertEq(licences.locked(LicenceId.unwrap(licence)), true, "locked");
        assertEq(licences.locked(LicenceId.unwrap(parent)), false, "the parent is not");
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotTransferable.selector, licence));
        vm.prank(tomas);
        licences.transferFrom(tomas, eve, LicenceId.unwrap(licence));
        vm.prank(maya);
        licences.transferFrom(maya, eve, LicenceId.unwrap(parent));
        assertEq(licences.ownerOf(LicenceId.unwrap(parent)), eve, "the parent moves");
    }

    /// @dev ERC-7858: an ended licence is a keepsake that may still change hands.
    function test_WhenALicenceHasEnded_ItMayStillMove() public {
        uint256 id = mint();
        vm.warp(NOW + 366 days);
        vm.prank(ines);
        licences.transferFrom(ines, maya, id);
        assertEq(licences.ownerOf(id), maya, "holder");
    }

    function test_WhenALicenceMoves_NothingElseChanges() public {
        uint256 id = mint();
        ILicences.Licence memory before = licences.licenceOf(LicenceId.wrap(id));
        vm.warp(NOW + 1 days);
        vm.prank(ines);
        licences.transferFrom(ines, maya, id);
        before.holder = maya;
        assertEq(abi.encode(licences.licenceOf(LicenceId.wrap(id))), abi.encode(before), "licence");
    }

    function test_WhenN02_TheReceiverReenters_ItSeesAFinishedTransfer() public {
        uint256 id = mint();
        ReenteringTokenReceiver receiver = new ReenteringTokenReceiver();
        address to = address(receiver);
        receiver.prepare(address(licences), abi.encodeCall(IERC721.transferFrom, (to, maya, id)));
        receiver.prepare(address(licences), abi.encodeCall(IERC721.transferFrom, (ines, to, id)));
        receiver.prepare(address(offers), abi.encodeCall(IOffers.close, (_offer)));
        vm.prank(ines);
        licences.safeTransferFrom(ines, to, id);
        assertEq(receiver.succeeded(0), true, "sends it on");
        assertEq(receiver.succeeded(1), false, "cannot take it twice");
        assertEq(receiver.succeeded(2), false, "a licensee closes no offer");
        assertEq(licences.ownerOf(id), maya, "holder");
    }
}
