// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Receiver} from "@openzeppelin/contracts/interfaces/IERC721Receiver.sol";

/// @title GoodReceiver: accepts ERC-721 tokens and remembers the last
contract GoodReceiver is IERC721Receiver {
    address public operator;
    address public from;
    uint256 public tokenId;
    bytes public data;

    function onERC721Received(
        address operator_,
        address from_,
        uint256 tokenId_,
        bytes calldata data_
    ) external returns (bytes4) {
        (operator, from, tokenId, data) = (operator_, from_, tokenId_, data_);
        return IERC721Receiver.onERC721Received.selector;
    }
}

/// @title LyingReceiver: answers with another value
contract LyingReceiver {
    function onERC721Received(address, address, uint256, bytes calldata) external pure returns (bytes4) {
        return 0xdeadbeef;
    }
}

/// @title RefusingReceiver: refuses tokens, and says why
contract RefusingReceiver {
    error Refused(uint256 tokenId);

    function onERC721Received(address, address, uint256 tokenId, bytes calldata) external pure returns (bytes4) {
        revert Refused(tokenId);
    }
}

/// @title MuteReceiver: a contract that knows nothing of tokens
contract MuteReceiver {}

/// @title ReenteringTokenReceiver: makes some calls when it gets a token, and remembers which of them succeeded
contract ReenteringTokenReceiver is IERC721Receiver {
    address[] private _targets;
    bytes[] private _data;
    bool[] public succeeded;

    function prepare(address target, bytes calldata data) external {
        _targets.push(target);
        _data.push(data);
    }

    function onERC721Received(address, address, uint256, bytes calldata) external returns (bytes4) {
        for (uint256 i = 0; i < _targets.length; ++i) {
            (bool success, ) = _targets[i].call(_data[i]);
            succeeded.push(success);
        }
        return IERC721Receiver.onERC721Received.selector;
    }
}
