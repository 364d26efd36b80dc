// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IColophon} from "../../contracts/interfaces/IColophon.sol";
import {IRoyalties} from "../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";

/// @title RejectingReceiver: refuses ETH, and says why
contract RejectingReceiver {
    error Rejected(uint256 amount);

    receive() external payable {
        revert Rejected(msg.value);
    }
}

/// @title GasBurner: burns all the gas it is given
contract GasBurner {
    receive() external payable {
        assembly {
            invalid()
        }
    }
}

/// @title MegabyteReturner: accepts ETH and answers with a megabyte
contract MegabyteReturner {
    receive() external payable {
        assembly {
            return(0, 1048576)
        }
    }
}

/// @title BatchReceiver: starts a batch of its own when it gets ETH
contract BatchReceiver {
    IColophon private immutable COLOPHON;
    IColophon.Call private _call;
    bool public succeeded;

    constructor(IColophon colophon) {
        COLOPHON = colophon;
    }

    function prepare(IColophon.Call calldata step) external {
        _call = step;
    }

    receive() external payable {
        IColophon.Call[] memory calls = new IColophon.Call[](1);
        calls[0] = _call;
        try COLOPHON.batch{value: msg.value}(calls) {
            succeeded = true;
        } catch {
            succeeded = false;
        }
    }
}

/// @title ReenteringReceiver: when it gets ETH, makes the call it was told to, and remembers the answer
contract ReenteringReceiver {
    address private immutable TARGET;
    bytes private _data;
    uint256 private _value;

    bool public called;
    bool public succeeded;
    bytes public result;

    constructor(address target) {
        TARGET = target;
    }

    function prepare(bytes calldata data, uint256 value) external {
        _data = data;
        _value = value;
    }

    /// @dev To be an ordinary holder too.
    function act(address target, bytes calldata data) external returns (bytes memory) {
        (bool success, bytes memory answer) = target.call(data);
        require(success, "the receiver's own call failed");
        return answer;
    }

    function claim(IRoyalties royalties, WorkId work, address currency) external returns (uint256) {
        return royalties.claim(work, currency, address(this), type(uint256).max);
    }

    receive() external payable {
        called = true;
        (succeeded, result) = TARGET.call{value: _value}(_data);
    }
}
