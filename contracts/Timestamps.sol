// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {ITimestamps} from "./interfaces/ITimestamps.sol";

/// @title Timestamps: see {ITimestamps}, which is its specification
contract Timestamps is ITimestamps, ERC165 {
    bytes32 private constant COMMITMENT_TYPEHASH =
        keccak256("Commitment(uint256 chainId,address timestamps,address claimant,bytes32 contentRoot,bytes32 salt)");

    /// @inheritdoc ITimestamps
    /// @dev Not payable, although ERC-5732 writes it so: ETH sent here could never leave.
    function commit(bytes32 commitment) external {
        if (commitment == 0) revert Timestamps_ZeroCommitment();
        emit Commit(block.timestamp, msg.sender, commitment, "");
    }

    /// @inheritdoc ITimestamps
    function commitmentOf(address claimant, bytes32 contentRoot, bytes32 salt) external view returns (bytes32) {
        return keccak256(abi.encode(COMMITMENT_TYPEHASH, block.chainid, address(this), claimant, contentRoot, salt));
    }

    /// @dev ERC-5732's core interface is this one function, so its id is the function's selector.
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == ITimestamps.commit.selector || super.supportsInterface(interfaceId);
    }
}
