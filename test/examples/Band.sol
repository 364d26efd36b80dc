// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IRoyalties} from "../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";

/// @title Band: a contract that holds units of works, and divides what they earn equally among its members
/// @dev Name it as a holder when the work is registered. One contract for each group: units belong to an address.
contract Band {
    IRoyalties private immutable ROYALTIES;
    address[] private _members;
    uint256 private _received;
    mapping(address member => uint256) private _taken;

    error Band_NotMember(address account);
    error Band_NotPaid(address member, uint256 amount);

    constructor(IRoyalties royalties, address[] memory members) {
        (ROYALTIES, _members) = (royalties, members);
    }

    /// @dev Royalties pays by a plain transfer.
    receive() external payable {
        _received += msg.value;
    }

    /// @notice Collects what the band's units of a work have earned in ETH. Anyone may.
    function collect(WorkId work) external {
        ROYALTIES.claim(work, address(0), address(this), type(uint256).max);
    }

    /// @notice Sends a member their part. One who can't receive keeps nobody else waiting.
    function take() external {
        uint256 amount = _received / _members.length - _taken[msg.sender];
        if (!_isMember(msg.sender)) revert Band_NotMember(msg.sender);
        _taken[msg.sender] += amount;
        (bool sent, ) = msg.sender.call{value: amount}("");
        if (!sent) revert Band_NotPaid(msg.sender, amount);
    }

    function _isMember(address account) private view returns (bool) {
        for (uint256 i = 0; i < _members.length; ++i) if (_members[i] == account) return true;
        return false;
    }
}
