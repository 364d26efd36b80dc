// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
import {ALL} from "../../contracts/types/Constants.sol";

/// @title Entitlement: two holders who claim whenever they like, of what is received and only grows
/// @dev The units are those of a third and the rest, the worst to divide.
contract Entitlement {
    uint256 private constant ALL_UNITS = 3;
    uint256 private constant ONE = 1;
    uint256 private constant OTHER = 2;

    uint256 private _received;
    uint256 private _claimedByOne;
    uint256 private _claimedByOther;

    function pay(uint112 amount) external {
        require(_received + amount <= type(uint112).max);
        _received += amount;
    }

    /// @dev All that became theirs, whole, less what they took: never more than that, and never less than before.
    function claimOne() external {
        uint256 all = (_received * ONE) / ALL_UNITS;
        assert(all >= _claimedByOne);
        _claimedByOne = all;
    }

    function claimOther() external {
        uint256 all = (_received * OTHER) / ALL_UNITS;
        assert(all >= _claimedByOther);
        _claimedByOther = all;
    }

    /// @dev Nobody is paid with somebody else's money, and what is left over is less than a unit for each.
    function solvent() external view {
        assert(_claimedByOne + _claimedByOther <= _received);
        assert(_received - (_received * ONE) / ALL_UNITS - (_received * OTHER) / ALL_UNITS < 2);
    }
}
