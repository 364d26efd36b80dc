// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
import {FOREVER} from "../../contracts/types/Constants.sol";
import {endOf, isOver} from "../../contracts/types/Time.sol";

/// @title Agreement: the states of Agreements.sol, with whatever its parties do at whatever time
contract Agreement {
    uint40 private _now = 1;
    uint40 private _concluded;
    uint40 private _ends;
    bool private _wasOver;

    function _stands() private view returns (bool) {
        return _concluded != 0 && !isOver(_ends, _now);
    }

    function pass(uint32 seconds_) external {
        require(uint256(_now) + seconds_ < FOREVER);
        bool stood = _stands();
        _now += seconds_;
        if (stood && !_stands()) _wasOver = true;
    }

    function conclude(uint40 ends) external {
        require(_concluded == 0 && !isOver(ends, _now));
        (_concluded, _ends) = (_now, ends);
        assert(_stands());
        assert(!_wasOver);
    }

    /// @dev `end` by all and `_supersede`.
    function endNow() external {
        require(_stands());
        uint40 before = _ends;
        _ends = _now;
        assert(_ends <= before);
        assert(!_stands());
        _wasOver = true;
    }

    function leave(uint40 notice) external {
        require(_stands());
        uint40 ends = endOf(_now, notice, 1);
        require(ends < _ends);
        uint40 before = _ends;
        _ends = ends;
        // Nobody makes an agreement last longer by leaving it, and the notice is given in full.
        assert(_ends < before);
        assert(_ends >= _now);
        if (!_stands()) _wasOver = true;
    }

    /// @dev What is over stays so, and what was concluded was so in the past.
    function always() external view {
        assert(!_wasOver || !_stands());
        assert(_concluded <= _now);
    }
}
