// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {ReenteringTokenReceiver} from "../../mocks/TokenReceivers.sol";
import {ERC721Behavior} from "../../utils/ERC721Behavior.sol";

contract WorksTokenTest is ERC721Behavior {
    uint256 private _minted;

    function token() internal view override returns (IERC721) {
        return IERC721(address(works));
    }

    function mint() internal override returns (uint256) {
        return WorkId.unwrap(register(ines, keccak256(abi.encode("work", ++_minted))));
    }

    /// @dev Income does not move with the token.
    function test_WhenAWorkMoves_ItsUnitsStay() public {
        WorkId work = registerAndTake(ines, CONTENT);
        payEth(work, 1 ether);
        transferWork(work, ines, maya);
        assertEq(unitsOf(ines, work), UNITS, "units");
        assertEq(royalties.claimable(work, ETH, ines, MOST), 1 ether, "income");
        assertEq(royalties.claimable(work, ETH, maya, MOST), 0, "the new controller has none");
    }

    /// @dev The receiver of a work is its controller when it is called, and nothing is half done.
    function test_WhenN02_TheReceiverReenters_ItSeesAFinishedTransfer() public {
        ReenteringTokenReceiver receiver = new ReenteringTokenReceiver();
        WorkId work = register(ines, CONTENT);
        payEth(work, 1 ether);
        uint256 id = WorkId.unwrap(work);
        receiver.prepare(address(works), abi.encodeCall(IWorks.revise, (work, "new", 0, "metadata", nothing())));
        receiver.prepare(address(works), abi.encodeCall(IWorks.register, (registrationOf(CONTENT, 0), nothing())));
        receiver.prepare(address(royalties), abi.encodeCall(IRoyalties.claim, (work, ETH, address(receiver), 9)));
        receiver.prepare(address(works), abi.encodeCall(IERC721.transferFrom, (address(receiver), maya, id)));
        vm.prank(ines);
        works.safeTransferFrom(ines, address(receiver), id);
        assertEq(receiver.succeeded(0), true, "revises");
        assertEq(receiver.succeeded(1), true, "registers a claim of its own");
        assertEq(receiver.succeeded(2), false, "has no income here");
        assertEq(receiver.succeeded(3), true, "sends it on");
        assertEq(works.ownerOf(id), maya, "controller");
        assertEq(works.workOf(work).revisions, 1, "revisions");
        assertEq(works.totalWorks(), 3, "total");
        assertEq(works.balanceOf(address(receiver)), 1, "its own claim");
    }
}
