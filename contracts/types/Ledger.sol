// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev A work's money in one currency, in one slot. Bits 0-111 all that ever came in, 112-223 what that was at the
/// last settlement, 224-255 the epoch of the last payment.
type Ledger is uint256;

using {received, settled, epoch, withReceived, withSettled} for Ledger global;

/// @dev As much as 112 bits hold.
uint256 constant MOST_RECEIVED = type(uint112).max;

function received(Ledger ledger) pure returns (uint256) {
    return uint112(Ledger.unwrap(ledger));
}

function settled(Ledger ledger) pure returns (uint256) {
    return uint112(Ledger.unwrap(ledger) >> 112);
}

function epoch(Ledger ledger) pure returns (uint32) {
    return uint32(Ledger.unwrap(ledger) >> 224);
}

/// @dev `received_` is at most MOST_RECEIVED.
function withReceived(Ledger ledger, uint256 received_, uint32 epoch_) pure returns (Ledger) {
    uint256 settled_ = (Ledger.unwrap(ledger) >> 112) << 112;
    return Ledger.wrap(uint224(settled_) | received_ | (uint256(epoch_) << 224));
}

/// @dev All that ever came in is settled.
function withSettled(Ledger ledger) pure returns (Ledger) {
    uint256 received_ = uint112(Ledger.unwrap(ledger));
    return Ledger.wrap(((Ledger.unwrap(ledger) >> 224) << 224) | (received_ << 112) | received_);
}
