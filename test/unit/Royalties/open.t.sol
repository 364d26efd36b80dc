// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract RoyaltiesOpenTest is Deployed {
    function test_RevertWhen_TheCallerIsNotWorks() public {
        WorkId work = register(ines, CONTENT);
        address[5] memory callers = [ines, eve, deployer, address(licences), address(colophon)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NotAllowed.selector, callers[i]));
            vm.prank(callers[i]);
            royalties.open(work, "root");
        }
        assertEq(royalties.holdersRootOf(work), bytes32(0), "no root");
    }

    /// @dev ERC-2771 has no say here: who calls is who calls.
    function test_RevertWhen_TheAddressOfWorksIsAppended() public {
        WorkId work = register(ines, CONTENT);
        bytes memory data = abi.encodeCall(IRoyalties.open, (work, "root"));
        vm.prank(address(colophon));
        (bool success, ) = address(royalties).call(abi.encodePacked(data, address(works)));
        assertEq(success, false, "success");
    }

    function test_KeepsTheRootOfARegistration() public {
        WorkId work = works.workIdOf(ines, CONTENT);
        assertEq(royalties.holdersRootOf(work), bytes32(0), "before");
        register(ines, CONTENT, "root");
        assertEq(royalties.holdersRootOf(work), "root", "after");
    }
}
