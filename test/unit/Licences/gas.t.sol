// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

/// @dev Invariant 7: the thousandth licence costs what the third does. Everything touched is warm.
contract LicencesGasTest is Deployed {
    function test_WhenManyLicencesAreSold_BuyingCostsAsBefore() public {
        WorkId work = register(ines, CONTENT);
        ILicences.Offer memory offer = publish(work, someTerms());
        buy(maya, offer);
        buy(maya, offer);
        uint256 early = _gasOfBuying(offer);
        for (uint256 i = 0; i < 1_000; ++i) buy(maya, offer);
        vm.assertApproxEqAbs(_gasOfBuying(offer), early, 100, "gas, but for memory of the test itself");
    }

    function test_WhenManyOffersAreOpen_BuyingCostsAsBefore() public {
        WorkId work = register(ines, CONTENT);
        ILicences.Offer memory offer = publish(work, someTerms());
        buy(maya, offer);
        buy(maya, offer);
        uint256 early = _gasOfBuying(offer);
        for (uint256 i = 0; i < 100; ++i) {
            ILicences.Terms memory terms = someTerms();
            terms.deed = keccak256(abi.encode(i));
            publish(work, terms);
        }
        vm.assertApproxEqAbs(_gasOfBuying(offer), early, 100, "gas, but for memory of the test itself");
    }

    function _gasOfBuying(ILicences.Offer memory offer) private returns (uint256) {
        vm.prank(maya);
        uint256 gas = gasleft();
        licences.buy{value: offer.price}(offer, offer.price, maya);
        return gas - gasleft();
    }
}
