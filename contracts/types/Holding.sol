// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev A holder's units of one work, in one slot (see {Segments}). Bits 0-63 units taken by proof, held since epoch 0;
/// zero until they are taken. 64-127 units received less units sent, in the open segment; negative when taken units
/// were sent. 128-159 the epoch of the first change, which ends the first segment; at least 1, and zero until then.
/// 160-191 the epoch of the last change, which began the open segment. 192-223 how many segments lie between those two.
type Holding is uint256;

using {taken, traded, first, since, steps, units, closed, isNone, withTaken} for Holding global;

function toHolding(uint64 taken_, int64 traded_, uint32 first_, uint32 since_, uint32 steps_) pure returns (Holding) {
    uint256 amounts = taken_ | (uint256(uint64(traded_)) << 64);
    uint256 epochs = (uint256(first_) << 128) | (uint256(since_) << 160);
    return Holding.wrap(amounts | epochs | (uint256(steps_) << 192));
}

function taken(Holding holding) pure returns (uint64) {
    return uint64(Holding.unwrap(holding));
}

function traded(Holding holding) pure returns (int64) {
    return int64(uint64(Holding.unwrap(holding) >> 64));
}

function first(Holding holding) pure returns (uint32) {
    return uint32(Holding.unwrap(holding) >> 128);
}

function since(Holding holding) pure returns (uint32) {
    return uint32(Holding.unwrap(holding) >> 160);
}

function steps(Holding holding) pure returns (uint32) {
    return uint32(Holding.unwrap(holding) >> 192);
}

/// @dev The units now. Never negative: a balance is checked before each transfer, and taking only adds.
function units(Holding holding) pure returns (uint256) {
    unchecked {
        return uint256(int256(uint256(taken(holding))) + traded(holding));
    }
}

/// @dev How many segments are not open any more.
function closed(Holding holding) pure returns (uint256) {
    return first(holding) == 0 ? 0 : uint256(steps(holding)) + 1;
}

/// @dev Whether nothing was ever taken, received or sent.
function isNone(Holding holding) pure returns (bool) {
    return Holding.unwrap(holding) == 0;
}

/// @dev Of a holder who has taken nothing yet.
function withTaken(Holding holding, uint64 taken_) pure returns (Holding) {
    return Holding.wrap(Holding.unwrap(holding) | taken_);
}
