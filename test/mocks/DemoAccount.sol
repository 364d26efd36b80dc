// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ERC721Holder} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title DemoAccount: what an account of the local chain delegates to (EIP-7702) to do several calls or none
/// @dev It keeps nothing, and only the account itself may use it. Its key goes on signing for it (ERC-1271).
contract DemoAccount is IERC1271, ERC721Holder {
    struct Call {
        address to;
        uint256 value;
        bytes data;
    }

    /// @notice Thrown when anybody but the account itself asks for calls.
    error DemoAccount_NotItself(address caller);

    receive() external payable {}

    /// @notice Makes the calls in order. If one reverts, all do, with its reason.
    function execute(Call[] calldata calls) external payable {
        if (msg.sender != address(this)) revert DemoAccount_NotItself(msg.sender);
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool success, bytes memory answer) = calls[i].to.call{value: calls[i].value}(calls[i].data);
            Address.verifyCallResult(success, answer);
        }
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address signer, , ) = ECDSA.tryRecover(hash, signature);
        return signer == address(this) ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}
