// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IERC5646: whether a token is still what it was (ERC-5646)
/// @dev For a market or an escrow that must refuse a token which was emptied since somebody looked at it.
interface IERC5646 {
    /// @notice A hash of everything about a token that can change. Reverts if there is no such token.
    function getStateFingerprint(uint256 tokenId) external view returns (bytes32);
}
