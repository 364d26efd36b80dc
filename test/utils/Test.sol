// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Vm} from "./Vm.sol";

/// @title Test: what every Solidity test needs
abstract contract Test {
    // solhint-disable-next-line const-name-snakecase
    Vm internal constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    function assertEq(uint256 a, uint256 b, string memory why) internal pure {
        vm.assertEq(a, b, why);
    }

    function assertEq(int256 a, int256 b, string memory why) internal pure {
        vm.assertEq(a, b, why);
    }

    function assertEq(address a, address b, string memory why) internal pure {
        vm.assertEq(a, b, why);
    }

    function assertEq(bytes32 a, bytes32 b, string memory why) internal pure {
        vm.assertEq(a, b, why);
    }

    function assertEq(bool a, bool b, string memory why) internal pure {
        vm.assertEq(a, b, why);
    }

    function assertEq(string memory a, string memory b, string memory why) internal pure {
        vm.assertEq(a, b, why);
    }

    function assertEq(bytes memory a, bytes memory b, string memory why) internal pure {
        vm.assertEq(a, b, why);
    }

    function assertEq(WorkId a, WorkId b, string memory why) internal pure {
        vm.assertEq(WorkId.unwrap(a), WorkId.unwrap(b), why);
    }

    function assertEq(LicenceId a, LicenceId b, string memory why) internal pure {
        vm.assertEq(LicenceId.unwrap(a), LicenceId.unwrap(b), why);
    }

    /// @dev Any number into [min, max]; numbers that fit already stay as they are, so counterexamples read well.
    function bound(uint256 x, uint256 min, uint256 max) internal pure returns (uint256) {
        return x >= min && x <= max ? x : min + (x % (max - min + 1));
    }

    /// @dev Expects that the next call emits exactly these events' count in all, from any contract.
    function assertLogCount(uint256 count, string memory why) internal {
        vm.assertEq(vm.getRecordedLogs().length, count, why);
    }
}
