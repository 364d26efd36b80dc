// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

/// @dev What wallets and explorers read of units (ERC-6909).
contract RoyaltiesTokenTest is Deployed {
    function test_UnitsReadAsPercentages() public {
        WorkId work = register(ines, CONTENT);
        uint256 id = WorkId.unwrap(work);
        assertEq(royalties.totalSupply(id), UNITS, "all units, taken or not");
        assertEq(royalties.balanceOf(ines, id), 0, "not taken yet");
        assertEq(royalties.totalSupply(1), 0, "no such work");
        assertEq(royalties.name(id), "Colophon royalty units", "name");
        assertEq(royalties.symbol(id), "%", "symbol");
        assertEq(royalties.decimals(id), 6, "decimals");
        assertEq(UNITS, 100 * 10 ** royalties.decimals(id), "100 %");
    }

    function test_SaysWhatItSupports() public view {
        bytes4[4] memory supported = [
            bytes4(0x01ffc9a7), // ERC-165
            bytes4(0x0f632fb3), // ERC-6909
            bytes4(0), // ERC-6909 metadata
            bytes4(0xbd85b039) // ERC-6909 token supply
        ];
        supported[2] = bytes4(keccak256("name(uint256)")) ^ bytes4(keccak256("symbol(uint256)"));
        supported[2] ^= bytes4(keccak256("decimals(uint256)"));
        for (uint256 i = 0; i < supported.length; ++i) assertEq(royalties.supportsInterface(supported[i]), true, "yes");
        assertEq(royalties.supportsInterface(0xffffffff), false, "never");
        assertEq(royalties.supportsInterface(0x80ac58cd), false, "not ERC-721");
    }
}
