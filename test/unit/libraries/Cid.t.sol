// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cid} from "../../../contracts/libraries/Cid.sol";
import {Test} from "../../utils/Test.sol";

contract CidTest is Test {
    bytes private constant ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    /// @dev Made with the npm package `multiformats`: CID.createV1(0x55, sha256).
    function test_KnownAddresses() public pure {
        assertEq(
            Cid.toUri(sha256("hello world")),
            "ipfs://bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e",
            "hello world"
        );
        assertEq(
            Cid.toUri(sha256("")),
            "ipfs://bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku",
            "nothing"
        );
        assertEq(Cid.toUri(0), "ipfs://bafkreiaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "zero");
        assertEq(
            Cid.toUri(bytes32(type(uint256).max)),
            "ipfs://bafkreih777777777777777777777777777777777777777777777777774",
            "ones"
        );
    }

    /// @dev Decoding the address gives the prefix and the digest back, bit by bit.
    function testFuzz_R09_TheAddressIsTheDigest(bytes32 digest) public pure {
        bytes memory uri = bytes(Cid.toUri(digest));
        assertEq(uri.length, 66, "length");
        bytes memory start = "ipfs://b";
        for (uint256 i = 0; i < start.length; ++i) assertEq(bytes32(uri[i]), bytes32(start[i]), "start");
        bytes memory bits = new bytes(290);
        for (uint256 i = 0; i < 58; ++i) {
            uint256 value = _valueOf(uri[8 + i]);
            for (uint256 j = 0; j < 5; ++j) bits[5 * i + j] = bytes1(uint8((value >> (4 - j)) & 1));
        }
        assertEq(_read(bits, 0, 32), 0x01551220, "prefix");
        assertEq(bytes32(_read(bits, 32, 256)), digest, "digest");
        assertEq(_read(bits, 288, 2), 0, "padding");
    }

    function _valueOf(bytes1 letter) private pure returns (uint256) {
        for (uint256 i = 0; i < 32; ++i) if (ALPHABET[i] == letter) return i;
        revert("not in the alphabet");
    }

    function _read(bytes memory bits, uint256 from, uint256 count) private pure returns (uint256 value) {
        for (uint256 i = 0; i < count; ++i) value = (value << 1) | uint8(bits[from + i]);
    }
}
