// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
import {ALL, UNITS} from "../../contracts/types/Constants.sol";

/// @title Shares: how money is cut up, as Royalties.sol and Assignments.sol do it (`payFor`, `unsettled`, `_dueFor`)
contract Shares {
    /// @dev One licensor keeps what the licence above does not ask.
    function oneLevel(uint112 amount, uint32 share) external pure {
        require(share <= ALL);
        uint256 up = (uint256(amount) * share) / ALL;
        assert(up <= amount);
        assert(share != 0 || up == 0);
        assert(share != ALL || up == amount);
    }

    /// @dev Two levels, one after the other: nothing is made, nothing is lost.
    function twoLevels(uint112 amount, uint32 first, uint32 second) external pure {
        require(first <= ALL && second <= ALL);
        uint256 up = (uint256(amount) * first) / ALL;
        uint256 higher = (up * second) / ALL;
        assert(higher <= up);
        assert((amount - up) + (up - higher) + higher == amount);
    }

    /// @dev What a work owes another goes up with what it received, and is settled once.
    function upstream(uint112 settled, uint112 received, uint32 share) external pure {
        require(share <= ALL && settled <= received);
        uint256 before = (uint256(settled) * share) / ALL;
        uint256 all = (uint256(received) * share) / ALL;
        assert(before <= all);
        assert(all - before <= uint256(received) - settled + 1);
        assert(before + (all - before) == all);
    }

    /// @dev Whoever takes an order in parts pays no less than who takes it at once, and no more than all of it.
    function parts(uint64 taken, uint64 units) external pure {
        uint256 price = 999_999_937;
        uint256 all = UNITS;
        require(taken <= all && units <= all - taken);
        uint256 before = (price * taken + all - 1) / all;
        uint256 then = (price * (uint256(taken) + units) + all - 1) / all;
        assert(before <= then);
        assert(then <= price);
        assert(uint256(taken) + units != all || then == price);
    }
}
