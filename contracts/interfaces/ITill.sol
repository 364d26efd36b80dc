// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Till: a work's own address for money that is simply sent
/// @notice Takes ETH with no more than 2,300 gas and any ERC-20 without hooks, also before it is deployed. Everything
/// in it belongs to the work; anyone may have it swept into {IRoyalties}, and nothing else can be done with it.
interface ITill {
    /// @notice Thrown when anybody but Royalties asks for the money.
    error Till_NotAllowed(address caller);

    /// @notice Sends what is here in one currency to Royalties.
    /// @param currency An ERC-20 token, or the zero address for ETH.
    /// @param most The most to send, in the currency's smallest unit.
    /// @return amount What was sent: `most`, or all if less is here.
    /// @custom:caller only Royalties
    function handOver(address currency, uint256 most) external returns (uint256 amount);
}
