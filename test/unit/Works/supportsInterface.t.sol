// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Deployed} from "../../utils/Deployed.sol";

contract WorksSupportsInterfaceTest is Deployed {
    function test_SaysWhatItSupports() public view {
        bytes4[7] memory supported = [
            bytes4(0x01ffc9a7), // ERC-165
            bytes4(0x80ac58cd), // ERC-721
            bytes4(0x5b5e139f), // ERC-721 metadata
            bytes4(0x2a55205a), // ERC-2981
            bytes4(0x49064906), // ERC-4906
            bytes4(0xe8a3d485), // ERC-7572
            bytes4(0xf5112315) // ERC-5646
        ];
        for (uint256 i = 0; i < supported.length; ++i) assertEq(works.supportsInterface(supported[i]), true, "yes");
        assertEq(works.supportsInterface(0xffffffff), false, "never");
        assertEq(works.supportsInterface(0xb45a3c0e), false, "not ERC-5192");
    }
}
