// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IRoyalties} from "./interfaces/IRoyalties.sol";
import {ITill} from "./interfaces/ITill.sol";
import {WorkId} from "./types/WorkId.sol";

/// @title Till: see {ITill}, which is its specification
/// @dev No proxy: a proxy would need more than 2,300 gas to take ETH.
contract Till is ITill {
    using SafeERC20 for IERC20;

    bytes32 private constant MEMO = "till";

    IRoyalties private immutable ROYALTIES;
    WorkId private immutable WORK;

    /// @dev Deployed by {Royalties}.
    constructor(WorkId work) {
        ROYALTIES = IRoyalties(msg.sender);
        WORK = work;
    }

    receive() external payable {}

    /// @inheritdoc ITill
    function sweep(address currency) external returns (uint256 amount) {
        if (currency == address(0)) {
            uint256 value = address(this).balance;
            return ROYALTIES.pay{value: value}(WORK, currency, value, MEMO);
        }
        uint256 balance = IERC20(currency).balanceOf(address(this));
        IERC20(currency).forceApprove(address(ROYALTIES), balance);
        return ROYALTIES.pay(WORK, currency, balance, MEMO);
    }
}
