// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract WorksControllerOfTest is Deployed {
    function test_WhenTheWorkIsUnknown_NobodyControlsIt() public view {
        _expect(works.workIdOf(ines, CONTENT), address(0), 1);
        _expect(WorkId.wrap(0), address(0), 1);
        _expect(WorkId.wrap(type(uint256).max), address(0), 1);
    }

    function test_FollowsTheToken() public {
        WorkId work = register(ines, CONTENT);
        _expect(work, ines, 1);
        // Neither time nor revisions leak into the mark of what binds it.
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(ines);
            works.revise(work, bytes32(i + 1), 0, "metadata", nothing());
            _expect(work, ines, i + 2);
        }
        vm.warp(FOREVER);
        _expect(register(maya, CONTENT), maya, 1);
        transferWork(work, ines, tomas);
        _expect(work, tomas, 4);
    }

    /// @dev Versions count from 1, for the registration.
    function _expect(WorkId work, address expected, uint256 expectedVersion) private view {
        (address controller, bool isBound, uint32 version) = works.controllerOf(work);
        assertEq(controller, expected, "controller");
        assertEq(isBound, false, "bound");
        assertEq(version, expectedVersion, "version");
    }
}
