// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev No end: the largest uint40, 34,865 years after 1970.
uint40 constant FOREVER = type(uint40).max;

/// @dev The whole of what is shared: shares are in parts per billion.
uint32 constant ALL = 1e9;

/// @dev All royalty units of a work: 100 with 6 decimals, so that a balance reads as a percentage.
uint64 constant UNITS = 100_000_000;

/// @dev The supply of an offer that sells without limit.
uint32 constant UNLIMITED = type(uint32).max;
