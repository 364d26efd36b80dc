// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IRoyalties} from "../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";

/// @title TipJar: money that goes on to everybody who has a share in a work
contract TipJar {
    IRoyalties private immutable ROYALTIES;
    WorkId private immutable WORK;

    constructor(IRoyalties royalties, WorkId work) {
        (ROYALTIES, WORK) = (royalties, work);
    }

    /// @notice Pays the work, whoever holds it and whatever it is made from: the cost is the same for any number.
    function tip() external payable {
        ROYALTIES.pay{value: msg.value}(WORK, address(0), msg.value, "tip");
    }
}
