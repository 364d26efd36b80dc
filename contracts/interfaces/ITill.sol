// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Till: a work's own address for money that is simply sent
/// @notice Takes ETH with no more than 2,300 gas and any ERC-20 without hooks, also before it is deployed. Everything
/// in it belongs to the work; anyone may send it on into {IRoyalties}, and nothing else can be done with it.
interface ITill {
    /// @notice Pays all that is here in one currency into the work.
    /// @param currency An ERC-20 token, or the zero address for ETH.
    /// @return amount What the work received. Reverts with Royalties_ZeroAmount if there is nothing.
    /// @custom:caller anyone
    function sweep(address currency) external returns (uint256 amount);
}
