// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";

/// @title Shop: sells licences of others for their price and a fee of its own
/// @dev For offers in ETH whose terms name no rules: whoever takes duties over must buy for themselves.
contract Shop {
    IOffers private immutable OFFERS;
    address private immutable KEEPER;
    /// @notice What the shop asks beside the price, in wei.
    uint256 public immutable fee;

    error Shop_WrongValue(uint256 sent, uint256 asked);
    error Shop_NotPaid(uint256 amount);

    constructor(IOffers offers, uint256 fee_) {
        (OFFERS, KEEPER, fee) = (offers, msg.sender, fee_);
    }

    /// @notice Buys a licence for the caller. What they saw is what they get: the offer is named in every field.
    /// @param seats How many seats.
    /// @param deadline The last second at which it may be mined.
    function buy(
        IOffers.Offer calldata offer,
        uint16 seats,
        uint256 deadline
    ) external payable returns (LicenceId licence) {
        uint256 price = offer.price * seats;
        if (msg.value != price + fee) revert Shop_WrongValue(msg.value, price + fee);
        licence = OFFERS.buy{value: price}(
            offer,
            IOffers.Purchase({seats: seats, version: 0, maximum: price, deadline: deadline, recipient: msg.sender})
        );
        (bool sent, ) = KEEPER.call{value: fee}("");
        if (!sent) revert Shop_NotPaid(fee);
    }
}
