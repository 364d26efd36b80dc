// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenHook} from "./Tokens.sol";

/// @title ReenteringHook: makes one call, once, when tokens move, and remembers the answer
contract ReenteringHook is ITokenHook {
    address private _target;
    bytes private _data;
    bool private _before;

    bool public called;
    bool public succeeded;
    bytes public result;

    /// @param before Whether to call before the tokens move, or after.
    function prepare(address target, bytes calldata data, bool before) external {
        (_target, _data, _before) = (target, data, before);
        (called, succeeded, result) = (false, false, "");
    }

    /// @dev To be an ordinary holder too.
    function act(address target, bytes calldata data) external returns (bytes memory) {
        (bool success, bytes memory answer) = target.call(data);
        require(success, "the hook's own call failed");
        return answer;
    }

    function beforeTokens(address, address, uint256) external {
        if (_before) _reenter();
    }

    function afterTokens(address, address, uint256) external {
        if (!_before) _reenter();
    }

    function _reenter() private {
        if (called || _target == address(0)) return;
        called = true;
        (succeeded, result) = _target.call(_data);
    }
}
