// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
/// @title Order: the states of an order of Assignments.sol, whatever is taken and cancelled
contract Order {
    enum State {
        Open,
        Taken,
        Cancelled
    }

    bool private immutable CONTROL;
    uint64 private immutable UNITS;

    State private _state;
    uint64 private _taken;
    uint256 private _controlMoved;
    bool private _cancelled;

    constructor(bool control, uint64 units) {
        require(control || units != 0);
        (CONTROL, UNITS) = (control, units);
    }

    function take(uint64 units) external {
        require(_state == State.Open);
        uint64 left = UNITS - _taken;
        require(CONTROL ? units == left : units != 0 && units <= left);
        _taken += units;
        if (units == left) _state = State.Taken;
        if (CONTROL) ++_controlMoved;
        // Nothing moves after it was cancelled, and never more than was sold.
        assert(!_cancelled);
        assert(_taken <= UNITS);
        assert(_controlMoved <= 1);
    }

    function cancel() external {
        require(_state == State.Open);
        _state = State.Cancelled;
        _cancelled = true;
    }

    function always() external view {
        assert(_taken <= UNITS);
        assert(_state != State.Taken || _taken == UNITS);
        assert(!CONTROL || _controlMoved == 0 || _state == State.Taken);
        assert(!_cancelled || _state == State.Cancelled);
    }
}
