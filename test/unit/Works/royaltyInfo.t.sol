// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract WorksRoyaltyInfoTest is Deployed {
    function test_RevertWhen_TheWorkIsUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 1));
        works.royaltyInfo(1, 1 ether);
    }

    function test_WhenNothingIsAsked_TheAmountIsZero() public {
        WorkId work = register(ines, CONTENT);
        (address receiver, uint256 amount) = works.royaltyInfo(WorkId.unwrap(work), type(uint256).max);
        assertEq(receiver, royalties.tillOf(work), "the till, all the same");
        assertEq(amount, 0, "amount");
    }

    /// @dev What is asked never changes, and goes to the work, whoever controls it.
    function test_WhenTheWorkIsSoldAndRevised_TheReceiverStays() public {
        WorkId work = _register(500);
        (address before, ) = works.royaltyInfo(WorkId.unwrap(work), 1 ether);
        vm.startPrank(ines);
        works.revise(work, "new", 0, "metadata", nothing());
        works.transferFrom(ines, maya, WorkId.unwrap(work));
        vm.stopPrank();
        (address receiver, uint256 amount) = works.royaltyInfo(WorkId.unwrap(work), 1 ether);
        assertEq(receiver, before, "receiver");
        assertEq(amount, 0.05 ether, "5 %");
    }

    function testFuzz_IsAShareOfThePrice_AndNeverMore(uint16 share, uint256 price) public {
        share = uint16(bound(share, 0, 10_000));
        WorkId work = _register(share);
        (address receiver, uint256 amount) = works.royaltyInfo(WorkId.unwrap(work), price);
        assertEq(receiver, royalties.tillOf(work), "receiver");
        // The price in tens of thousands, and what is left of it, so that nothing overflows.
        assertEq(amount, (price / 10_000) * share + ((price % 10_000) * share) / 10_000, "amount");
        vm.assertLe(amount, price, "never more than the price");
    }

    function _register(uint16 share) private returns (WorkId) {
        IWorks.Registration memory registration = registrationOf(CONTENT, 0);
        registration.resaleRoyalty = share;
        vm.prank(ines);
        return works.register(registration, nothing());
    }
}
