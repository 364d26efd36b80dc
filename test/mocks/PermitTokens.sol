// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./Tokens.sol";

/// @title GasBurningPermit: its permit burns all the gas it is given
contract GasBurningPermit is PlainToken(18) {
    function permit(address, address, uint256, uint256, uint8, bytes32, bytes32) external pure {
        assembly {
            invalid()
        }
    }
}

/// @title TalkingPermit: its permit reverts with a megabyte
contract TalkingPermit is PlainToken(18) {
    function permit(address, address, uint256, uint256, uint8, bytes32, bytes32) external pure {
        assembly {
            revert(0, 1048576)
        }
    }
}

/// @title SilentPermit: its permit does nothing, and says nothing
contract SilentPermit is PlainToken(18) {
    fallback() external {}
}

/// @title ReenteringPermit: its permit makes the call it was told to
contract ReenteringPermit is PlainToken(18) {
    address private _target;
    bytes private _data;
    bool public succeeded;

    function prepare(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function permit(address, address, uint256, uint256, uint8, bytes32, bytes32) external {
        (succeeded, ) = _target.call(_data);
    }
}
