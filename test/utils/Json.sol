// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Json: documents inside data URIs
library Json {
    bytes private constant PREFIX = "data:application/json;utf8,";

    /// @dev What follows the prefix; reverts if the prefix is another.
    function contentOf(string memory uri) internal pure returns (string memory) {
        bytes memory text = bytes(uri);
        bytes memory content = new bytes(text.length - PREFIX.length);
        for (uint256 i = 0; i < text.length; ++i) {
            if (i < PREFIX.length) require(text[i] == PREFIX[i], "not a JSON data URI");
            else content[i - PREFIX.length] = text[i];
        }
        return string(content);
    }
}
