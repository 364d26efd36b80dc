// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
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
        ILicences.Offer memory what,
        uint16 amount,
        uint256 maximum,
        uint256 deadline,
        uint256 value
    ) internal virtual override {
        ILicences.Purchase memory purchase = ILicences.Purchase(amount, maximum, deadline, payer);
        vm.prank(payer);
        licences.buy{value: value}(what, purchase);
    }
}

abstract contract Renewing is PurchaseBehavior {
    LicenceId internal licence;
    uint40 private _end;

    function done() internal view override returns (uint256) {
        return (licences.licenceOf(licence).end - _end) / 365 days;
    }

    function remember() internal {
        licence = buy(tomas, offer);
        _end = licences.licenceOf(licence).end;
    }

    function act(
        address payer,
        ILicences.Offer memory what,
        uint16 amount,
        uint256 maximum,
        uint256 deadline,
        uint256 value
    ) internal virtual override {
        ILicences.Renewal memory renewal = ILicences.Renewal(licence, amount, maximum, deadline);
        vm.prank(payer);
        licences.renew{value: value}(what, renewal);
    }
}

contract LicencesBuyOfferTest is Buying {
    function prepare() internal override {
        prepareTop();
        remember();
    }
}

contract LicencesBuySublicenceOfferTest is Buying {
    function prepare() internal override {
        prepareSub();
        remember();
    }
}

contract LicencesRenewOfferTest is Renewing {
    function prepare() internal override {
        prepareTop();
        remember();
    }
}

contract LicencesRenewSublicenceOfferTest is Renewing {
    function prepare() internal override {
        prepareSub();
        remember();
    }
}

abstract contract BuyingInABatch is Buying {
    function act(
        address payer,
        ILicences.Offer memory what,
        uint16 amount,
        uint256 maximum,
        uint256 deadline,
        uint256 value
    ) internal override {
        ILicences.Purchase memory purchase = ILicences.Purchase(amount, maximum, deadline, payer);
        this.batchAs(payer, value, abi.encodeCall(ILicences.buy, (what, purchase)));
    }

    function batchAs(address sender, uint256 value, bytes calldata data) external {
        batch(sender, address(licences), value, data);
    }
}

abstract contract RenewingInABatch is Renewing {
    function act(
        address payer,
        ILicences.Offer memory what,
        uint16 amount,
        uint256 maximum,
        uint256 deadline,
        uint256 value
    ) internal override {
        ILicences.Renewal memory renewal = ILicences.Renewal(licence, amount, maximum, deadline);
        this.batchAs(payer, value, abi.encodeCall(ILicences.renew, (what, renewal)));
    }

    function batchAs(address sender, uint256 value, bytes calldata data) external {
        batch(sender, address(licences), value, data);
    }
}

contract LicencesBuyOfferInABatchTest is BuyingInABatch {
    function prepare() internal override {
        prepareTop();
        remember();
    }
}

contract LicencesBuySublicenceOfferInABatchTest is BuyingInABatch {
    function prepare() internal override {
        prepareSub();
        remember();
    }
}

contract LicencesRenewOfferInABatchTest is RenewingInABatch {
    function prepare() internal override {
        prepareTop();
        remember();
    }
}

contract LicencesRenewSublicenceOfferInABatchTest is RenewingInABatch {
    function prepare() internal override {
        prepareSub();
        remember();
    }
}
