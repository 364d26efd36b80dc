// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IWorks} from "../interfaces/IWorks.sol";

/// @dev What a work's slot holds beside its controller. Bits 0-39 when it was registered, 40-47 category, 48-63 resale
/// royalty, 64-71 whether it is bound by the licences that it was made under, 72-95 revisions.
type WorkData is uint96;

using {registeredAt, category, resaleRoyalty, isBound, revisions, asBound, withRevision} for WorkData global;

/// @dev Of a work that was not revised yet.
function toWorkData(uint40 registeredAt_, IWorks.Category category_, uint16 resaleRoyalty_) pure returns (WorkData) {
    return WorkData.wrap(uint96(registeredAt_) | (uint96(uint8(category_)) << 40) | (uint96(resaleRoyalty_) << 48));
}

function registeredAt(WorkData data) pure returns (uint40) {
    return uint40(WorkData.unwrap(data));
}

function category(WorkData data) pure returns (IWorks.Category) {
    return IWorks.Category(uint8(WorkData.unwrap(data) >> 40));
}

function resaleRoyalty(WorkData data) pure returns (uint16) {
    return uint16(WorkData.unwrap(data) >> 48);
}

function isBound(WorkData data) pure returns (bool) {
    return uint8(WorkData.unwrap(data) >> 64) != 0;
}

function revisions(WorkData data) pure returns (uint24) {
    return uint24(WorkData.unwrap(data) >> 72);
}

function asBound(WorkData data) pure returns (WorkData) {
    return WorkData.wrap(WorkData.unwrap(data) | (uint96(1) << 64));
}

/// @dev One revision more. They are the highest bits: past the last, the sum overflows and reverts.
function withRevision(WorkData data) pure returns (WorkData) {
    return WorkData.wrap(WorkData.unwrap(data) + (uint96(1) << 72));
}
