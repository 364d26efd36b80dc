// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IArbitrator: what {ICompliance} asks of an arbitrator (ERC-792; Kleros v2 has the same two functions)
interface IArbitrator {
    /// @notice Opens a dispute about as many choices, and answers its number.
    function createDispute(uint256 choices, bytes calldata extraData) external payable returns (uint256 disputeId);

    /// @notice What opening a dispute costs now, in wei.
    function arbitrationCost(bytes calldata extraData) external view returns (uint256 cost);
}

/// @title IArbitrable: what an arbitrator calls (ERC-792)
interface IArbitrable {
    /// @notice Emitted when a ruling is given.
    event Ruling(address indexed arbitrator, uint256 indexed disputeId, uint256 ruling);

    /// @notice Gives the ruling of a dispute.
    /// @param ruling The number of the choice; zero if the arbitrator could not decide.
    /// @custom:caller only the arbitrator of the dispute
    function rule(uint256 disputeId, uint256 ruling) external;
}
