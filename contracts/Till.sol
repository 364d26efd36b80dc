// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ITill} from "./interfaces/ITill.sol";

/// @title Till: see {ITill}, which is its specification
/// @dev Made once, by {Royalties}; every till runs it as a clone (see {TillClone}), which takes plain ETH by itself.
contract Till is ITill {
    using SafeERC20 for IERC20;

    address private immutable ROYALTIES;

    /// @dev Deployed by {Royalties}.
    constructor() {
        ROYALTIES = msg.sender;
    }

    /// @inheritdoc ITill
    function handOver(address currency, uint256 most) external returns (uint256 amount) {
        if (msg.sender != ROYALTIES) revert Till_NotAllowed(msg.sender);
        if (currency == address(0)) {
            amount = Math.min(address(this).balance, most);
            Address.sendValue(payable(msg.sender), amount);
        } else {
            IERC20 token = IERC20(currency);
            amount = Math.min(token.balanceOf(address(this)), most);
            if (amount != 0) token.safeTransfer(msg.sender, amount);
        }
    }
}
