// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {PurchaseBehavior} from "../../utils/PurchaseBehavior.sol";

/// @dev What must hold whenever an offer is used, by each of the eight ways to use one.
abstract contract Buying is PurchaseBehavior {
    uint256 private _before;

    function done() internal view override returns (uint256) {
        return licences.totalLicences(work) - _before;
    }

    function remember() internal {
        _before = licences.totalLicences(work);
    }

    function act(
        address payer,
        IOffers.Offer memory what,
        uint16 amount,
        uint256 maximum,
        uint256 deadline,
        uint256 value
    ) internal virtual override {
        IOffers.Purchase memory purchase = IOffers.Purchase(amount, 0, maximum, deadline, payer);
        vm.prank(payer);
        offers.buy{value: value}(what, purchase);
    }
}

abstract contract Renewing is PurchaseBehavior {
    LicenceId internal licence;
    uint40 private _end;

    function renewed() internal view override returns (LicenceId) {
        return licence;
    }

    function done() internal view override returns (uint256) {
        return (licences.licenceOf(licence).end - _end) / 365 days;
    }

    function remember() internal {
        licence = buy(tomas, offer);
        _end = licences.licenceOf(licence).end;
    }

    function act(
        address payer,
        IOffers.Offer memory what,
        uint16 amount,
        uint256 maximum,
        uint256 deadline,
        uint256 value
    ) internal virtual override {
        IOffers.Renewal memory renewal = IOffers.Renewal(licence, amount, maximum, deadline);
        vm.prank(payer);
        offers.renew{value: value}(what, renewal);
    }
}

contract OffersBuyOfferTest is Buying {
    function prepare() internal override {
        prepareTop();
        remember();
    }
}

contract OffersBuySublicenceOfferTest is Buying {
    function prepare() internal override {
        prepareSub();
        remember();
    }
}

contract OffersRenewOfferTest is Renewing {
    function prepare() internal override {
        prepareTop();
        remember();
    }
}

contract OffersRenewSublicenceOfferTest is Renewing {
    function prepare() internal override {
        prepareSub();
        remember();
    }
}

abstract contract BuyingInABatch is Buying {
    function act(
        address payer,
        IOffers.Offer memory what,
        uint16 amount,
        uint256 maximum,
        uint256 deadline,
        uint256 value
    ) internal override {
        IOffers.Purchase memory purchase = IOffers.Purchase(amount, 0, maximum, deadline, payer);
        this.batchAs(payer, value, abi.encodeCall(IOffers.buy, (what, purchase)));
    }

    function batchAs(address sender, uint256 value, bytes calldata data) external {
        batch(sender, address(offers), value, data);
    }
}

abstract contract RenewingInABatch is Renewing {
    function act(
        address payer,
        IOffers.Offer memory what,
        uint16 amount,
        uint256 maximum,
        uint256 deadline,
        uint256 value
    ) internal override {
        IOffers.Renewal memory renewal = IOffers.Renewal(licence, amount, maximum, deadline);
        this.batchAs(payer, value, abi.encodeCall(IOffers.renew, (what, renewal)));
    }

    function batchAs(address sender, uint256 value, bytes calldata data) external {
        batch(sender, address(offers), value, data);
    }
}

contract OffersBuyOfferInABatchTest is BuyingInABatch {
    function prepare() internal override {
        prepareTop();
        remember();
    }
}

contract OffersBuySublicenceOfferInABatchTest is BuyingInABatch {
    function prepare() internal override {
        prepareSub();
        remember();
    }
}

contract OffersRenewOfferInABatchTest is RenewingInABatch {
    function prepare() internal override {
        prepareTop();
        remember();
    }
}

contract OffersRenewSublicenceOfferInABatchTest is RenewingInABatch {
    function prepare() internal override {
        prepareSub();
        remember();
    }
}
