// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {Edge, toEdge} from "../../contracts/types/Edge.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";

/// @title Parents: what a work is made from, as Licences reports it to Works
library Parents {
    function none() internal pure returns (ILicences.Parent[] memory) {
        return new ILicences.Parent[](0);
    }

    function one(WorkId work, uint32 share) internal pure returns (ILicences.Parent[] memory list) {
        list = new ILicences.Parent[](1);
        list[0] = ILicences.Parent(work, share);
    }

    function two(
        WorkId first,
        uint32 firstShare,
        WorkId second,
        uint32 secondShare
    ) internal pure returns (ILicences.Parent[] memory list) {
        list = new ILicences.Parent[](2);
        list[0] = ILicences.Parent(first, firstShare);
        list[1] = ILicences.Parent(second, secondShare);
    }

    /// @dev Works 1, 2, 3 and so on, which nobody registered.
    function numbered(uint256 count, uint32 share) internal pure returns (ILicences.Parent[] memory list) {
        list = new ILicences.Parent[](count);
        for (uint256 i = 0; i < count; ++i) list[i] = ILicences.Parent(WorkId.wrap(i + 1), share);
    }

    /// @dev As Royalties is told.
    function packed(ILicences.Parent[] memory list) internal pure returns (Edge[] memory edges) {
        edges = new Edge[](list.length);
        for (uint256 i = 0; i < list.length; ++i) edges[i] = toEdge(list[i].work, list[i].share);
    }
}
