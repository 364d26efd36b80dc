// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IArbitrable, IArbitrator} from "../../contracts/interfaces/IArbitration.sol";

/// @title CentralArbitrator: rules whatever and as often as it is told, or never
contract CentralArbitrator is IArbitrator {
    uint256 public price = 1 ether;
    uint256 public disputes;
    uint256 public lastChoices;
    bytes public lastExtraData;

    error TooLittle(uint256 sent, uint256 cost);

    function setPrice(uint256 price_) external {
        price = price_;
    }

    /// @dev Numbers from 0, as many arbitrators count.
    function createDispute(uint256 choices, bytes calldata extraData) public payable virtual returns (uint256) {
        if (msg.value < price) revert TooLittle(msg.value, price);
        (lastChoices, lastExtraData) = (choices, extraData);
        return disputes++;
    }

    function give(IArbitrable arbitrable, uint256 disputeId, uint256 ruling) external {
        arbitrable.rule(disputeId, ruling);
    }

    function arbitrationCost(bytes calldata) external view returns (uint256) {
        return price;
    }
}

/// @title DearerArbitrator: asks more than it said
contract DearerArbitrator is CentralArbitrator {
    function createDispute(uint256 choices, bytes calldata extraData) public payable override returns (uint256) {
        price *= 2;
        return super.createDispute(choices, extraData);
    }
}

/// @title RepeatingArbitrator: gives every dispute the same number
contract RepeatingArbitrator is CentralArbitrator {
    function createDispute(uint256 choices, bytes calldata extraData) public payable override returns (uint256) {
        super.createDispute(choices, extraData);
        return 7;
    }
}

/// @title ReenteringArbitrator: makes one call while a dispute is opened, and remembers the answer
contract ReenteringArbitrator is CentralArbitrator {
    address private _target;
    bytes private _data;

    bool public succeeded;
    bytes public result;

    function prepare(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function createDispute(uint256 choices, bytes calldata extraData) public payable override returns (uint256) {
        if (_target != address(0)) (succeeded, result) = _target.call(_data);
        return super.createDispute(choices, extraData);
    }
}
