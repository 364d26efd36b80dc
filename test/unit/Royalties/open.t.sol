// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";
import {Parents} from "../../utils/Parents.sol";

contract RoyaltiesOpenTest is Deployed {
    function test_RevertWhen_TheCallerIsNotWorks() public {
        WorkId work = register(ines, CONTENT);
        address[6] memory callers = [ines, eve, deployer, address(licences), address(compliance), address(colophon)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NotAllowed.selector, callers[i]));
            vm.prank(callers[i]);
            royalties.open(work, "root", Parents.packed(Parents.one(work, 1)));
        }
        assertEq(royalties.holdersRootOf(work), bytes32(0), "no root");
        assertEq(royalties.parentsOf(work).length, 0, "no parents");
    }

    /// @dev ERC-2771 has no say here: who calls is who calls.
    function test_RevertWhen_TheAddressOfWorksIsAppended() public {
        WorkId work = register(ines, CONTENT);
        bytes memory data = abi.encodeCall(IRoyalties.open, (work, "root", Parents.packed(Parents.none())));
        vm.prank(address(colophon));
        (bool success, bytes memory answer) = address(royalties).call(abi.encodePacked(data, address(works)));
        assertEq(success, false, "success");
        assertEq(answer, abi.encodeWithSelector(IRoyalties.Royalties_NotAllowed.selector, address(colophon)), "why");
    }

    /// @dev Y08: exactly all may be owed, and one part in a billion more may not.
    function test_RevertWhen_Y08_TheSharesAreMoreThanAll() public {
        WorkId work = works.workIdOf(ines, CONTENT);
        ILicences.Parent[] memory parents = Parents.numbered(2, ALL / 2);
        parents[1].share = ALL / 2 + 1;
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_OwesTooMuch.selector, work, uint256(ALL) + 1));
        _open(work, parents);
        // What 16 parents ask at most does not overflow on the way to the check.
        vm.expectRevert(
            abi.encodeWithSelector(IRoyalties.Royalties_OwesTooMuch.selector, work, 16 * uint256(type(uint32).max))
        );
        _open(work, Parents.numbered(16, type(uint32).max));
        parents[1].share = ALL / 2;
        _open(work, parents);
        assertEq(royalties.keptOf(work), 0, "nothing is kept");
    }

    function test_KeepsTheRootOfARegistration() public {
        WorkId work = works.workIdOf(ines, CONTENT);
        assertEq(royalties.holdersRootOf(work), bytes32(0), "before");
        register(ines, CONTENT, "root");
        assertEq(royalties.holdersRootOf(work), "root", "after");
        assertEq(royalties.keptOf(work), ALL, "all is kept");
    }

    /// @dev Y07, Y08: 1 to 16 parents, some of which ask nothing.
    function testFuzz_Y07_RemembersTheParentsThatAskSomething(uint256 count, uint256 seed) public {
        count = bound(count, 1, 16);
        WorkId work = works.workIdOf(ines, bytes32(seed));
        ILicences.Parent[] memory parents = Parents.numbered(count, 0);
        uint256 asking;
        uint256 sum;
        for (uint256 i = 0; i < count; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            if (dice % 3 == 0) continue;
            parents[i].share = uint32(bound(dice >> 8, 1, ALL / 16));
            sum += parents[i].share;
            ++asking;
        }
        _open(work, parents);

        ILicences.Parent[] memory kept = royalties.parentsOf(work);
        assertEq(kept.length, asking, "only who asks");
        uint256 next;
        for (uint256 i = 0; i < count; ++i) {
            if (parents[i].share == 0) continue;
            assertEq(kept[next].work, parents[i].work, "parent");
            assertEq(kept[next++].share, parents[i].share, "share");
        }
        assertEq(royalties.keptOf(work), ALL - sum, "the rest is the holders'");
    }

    function _open(WorkId work, ILicences.Parent[] memory parents) private {
        vm.prank(address(works));
        royalties.open(work, 0, Parents.packed(parents));
    }
}
