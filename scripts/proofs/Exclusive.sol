// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
import {FOREVER} from "../../contracts/types/Constants.sol";
import {endOf, isOver} from "../../contracts/types/Time.sol";

/// @title Exclusive: grants of one right that excludes others, sold whenever somebody likes, as Grants.sol admits them
contract Exclusive {
    uint40 private _now;
    /// @dev When the last grant ends, at the latest.
    uint40 private _until;
    /// @dev The last one that was sold.
    uint40 private _start;
    uint40 private _end;

    function pass(uint32 seconds_) external {
        require(uint256(_now) + seconds_ < FOREVER);
        _now += seconds_;
    }

    function grant(uint40 starts, uint40 duration) external {
        require(duration != 0);
        uint40 start = starts > _now ? starts : _now;
        require(start < FOREVER);
        require(isOver(_until, start));
        uint40 end = endOf(start, duration, 1);
        // No second lies in both.
        assert(_end <= start && _end != FOREVER);
        assert(end > start);
        (_start, _end) = (start, end);
        if (end > _until) _until = end;
    }

    /// @dev What ends early frees the rest of its time, and nothing before.
    function endEarly() external {
        if (isOver(_end, _now)) return;
        _until = _start > _now ? _start : _now;
        _end = _until;
    }
}
