// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Deployed} from "../../utils/Deployed.sol";

contract LicencesSupportsInterfaceTest is Deployed {
    function test_SaysWhatItSupports() public view {
        bytes4[8] memory supported = [
            bytes4(0x01ffc9a7), // ERC-165
            bytes4(0x80ac58cd), // ERC-721
            bytes4(0x5b5e139f), // ERC-721 metadata
            bytes4(0xb45a3c0e), // ERC-5192
            bytes4(0x3ebdfa31), // ERC-7858
            bytes4(0x2a55205a), // ERC-2981
            bytes4(0xf5112315), // ERC-5646
            bytes4(0xe8a3d485) // ERC-7572
        ];
        for (uint256 i = 0; i < supported.length; ++i) assertEq(licences.supportsInterface(supported[i]), true, "yes");
        assertEq(licences.supportsInterface(0xffffffff), false, "never");
        assertEq(licences.supportsInterface(0x49064906), false, "not ERC-4906");
    }
}
