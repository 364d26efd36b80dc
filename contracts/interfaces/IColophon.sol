// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Colophon: where the contracts that know each other find each other, and one transaction for several steps
/// @notice Names the code of Works, Terms, Offers, Licences, Compliance and Royalties by hash, deploys it for anyone at the
/// only address it can have, and carries batches of calls. It has no owner and no storage.
/// @dev Works, Terms, Offers, Licences, Compliance and Royalties read each other's addresses from here in their constructors,
/// take this contract for their ERC-2771 forwarder, and keep no other trust. Every call of {batch} ends with the
/// batch's sender, which is whom the called contract sees. Nothing else here calls them.
interface IColophon {
    /// @notice One step of a batch.
    /// @param target Works, Terms, Offers, Licences, Compliance or Royalties.
    /// @param value ETH to send along, in wei.
    /// @param data The encoded call.
    struct Call {
        address target;
        uint256 value;
        bytes data;
    }

    /// @notice Thrown when code is given for deployment that is not one of the six contracts.
    error Colophon_UnknownCode(bytes32 initCodeHash);

    /// @notice Thrown when a batch calls something other than the six contracts.
    error Colophon_UnknownTarget(address target);

    /// @notice Thrown when the steps of a batch use more or less ETH than was sent.
    error Colophon_WrongValue(uint256 sent, uint256 used);

    /// @notice Deploys one of the six contracts with CREATE2 and salt 0.
    /// @param initCode The creation code, without arguments.
    /// @return The contract's address.
    /// @custom:caller anyone
    function deploy(bytes calldata initCode) external returns (address);

    /// @notice Makes several calls as one transaction: all of them happen, or none.
    /// @param calls The steps, in order. Their values add up to the ETH sent.
    /// @return results What each call returned. A call that fails reverts the batch with its own error.
    /// @custom:caller anyone
    function batch(Call[] calldata calls) external payable returns (bytes[] memory results);

    /// @notice The register of works.
    function works() external view returns (address);

    /// @notice The terms.
    function terms() external view returns (address);

    /// @notice The offers.
    function offers() external view returns (address);

    /// @notice The licences.
    function licences() external view returns (address);

    /// @notice The first rules: royalties, reports and breaches.
    function compliance() external view returns (address);

    /// @notice The shares and the money.
    function royalties() external view returns (address);
}
