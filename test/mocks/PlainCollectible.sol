// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @title PlainCollectible: the least that an ERC-721 token can be, to measure beside
contract PlainCollectible is ERC721("Plain", "PLAIN") {
    function mint(address to, uint256 tokenId) external {
        _mint(to, tokenId);
    }
}
