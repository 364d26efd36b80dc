// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Deployed} from "../../utils/Deployed.sol";

contract TimestampsSupportsInterfaceTest is Deployed {
    function test_SupportsErc165AndErc5732() public view {
        assertEq(timestamps.supportsInterface(0x01ffc9a7), true, "ERC-165");
        assertEq(timestamps.supportsInterface(0xf14fcbc8), true, "ERC-5732 core");
        assertEq(timestamps.supportsInterface(0xffffffff), false, "never");
        assertEq(timestamps.supportsInterface(0x80ac58cd), false, "ERC-721");
    }
}
