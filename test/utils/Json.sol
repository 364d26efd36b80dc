// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";

/// @title Json: documents inside data URLs (RFC 2397)
library Json {
    bytes private constant PREFIX = "data:application/json;base64,";

    /// @dev What follows the prefix, decoded; reverts if the prefix is another.
    function contentOf(string memory uri) internal pure returns (string memory) {
        bytes memory text = bytes(uri);
        bytes memory content = new bytes(text.length - PREFIX.length);
        for (uint256 i = 0; i < text.length; ++i) {
            if (i < PREFIX.length) require(text[i] == PREFIX[i], "not a JSON data URL");
            else content[i - PREFIX.length] = text[i];
        }
        return string(Base64.decode(string(content)));
    }
}
