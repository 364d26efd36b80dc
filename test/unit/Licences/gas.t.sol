// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

/// @dev Invariant 7: the thousandth licence costs what the third does. Everything touched is warm.
contract LicencesGasTest is Deployed {
    function test_WhenManyLicencesAreSold_BuyingCostsAsBefore() public {
        WorkId work = register(ines, CONTENT);
        IOffers.Offer memory offer = publish(work, someTerms());
        buy(maya, offer);
        buy(maya, offer);
        uint256 early = this.gasOfBuying(offer);
        for (uint256 i = 0; i < 1_000; ++i) buy(maya, offer);
        vm.assertApproxEqAbs(this.gasOfBuying(offer), early, 10, "gas");
    }

    function test_WhenManyOffersAreOpen_BuyingCostsAsBefore() public {
        WorkId work = register(ines, CONTENT);
        IOffers.Offer memory offer = publish(work, someTerms());
        buy(maya, offer);
        buy(maya, offer);
        uint256 early = this.gasOfBuying(offer);
        for (uint256 i = 0; i < 100; ++i) {
            ITerms.Terms memory what = someTerms();
            what.deed = keccak256(abi.encode(i));
            publish(work, what);
        }
        vm.assertApproxEqAbs(this.gasOfBuying(offer), early, 10, "gas");
    }

    /// @dev What excludes nobody is compared with nothing that excludes nobody: a hundred perpetual terms cost nothing.
    function test_WhenManyTermsThatExcludeNobodyAreLive_BuyingCostsAsBefore() public {
        WorkId work = register(ines, CONTENT);
        IOffers.Offer memory offer = publish(work, someTerms());
        buy(maya, offer);
        buy(maya, offer);
        uint256 early = this.gasOfBuying(offer);
        for (uint256 i = 0; i < 100; ++i) {
            ITerms.Terms memory what = someTerms();
            (what.duration, what.deed) = (FOREVER, keccak256(abi.encode(i)));
            buy(maya, publish(work, what));
        }
        vm.assertApproxEqAbs(this.gasOfBuying(offer), early, 10, "gas");
    }

    /// @dev An exclusive sale is compared with all that is live: less than 5,000 gas for each.
    function test_WhenL02_ManyTermsAreLive_AnExclusivePurchaseIsStillBounded() public {
        WorkId work = register(ines, CONTENT);
        ITerms.Terms memory what = someTerms();
        (what.uses, what.exclusivity) = (1 << 60, ITerms.Exclusivity.Exclusive);
        IOffers.Offer memory alone = publish(work, what);
        for (uint256 i = 0; i < 100; ++i) {
            what = someTerms();
            (what.duration, what.deed) = (FOREVER, keccak256(abi.encode(i)));
            buy(maya, publish(work, what));
        }
        vm.assertLe(this.gasOfBuying(alone), 200_000 + 100 * 5_000, "gas");
    }

    /// @dev What excludes nobody is compared with what excludes others: 31 live classes.
    function test_WhenL02_ManyExclusiveTermsAreLive_APurchaseIsStillBounded() public {
        WorkId work = register(ines, CONTENT);
        for (uint256 i = 0; i < 31; ++i) {
            ITerms.Terms memory what = someTerms();
            (what.uses, what.exclusivity) = (uint64(1 << (i + 8)), ITerms.Exclusivity.Exclusive);
            buy(maya, publish(work, what));
        }
        uint256 gas = this.gasOfBuying(publish(work, someTerms()));
        vm.assertLe(gas, 200_000, "gas");
    }

    /// @dev External, so that the memory of the test does not count.
    function gasOfBuying(IOffers.Offer calldata offer) external returns (uint256) {
        IOffers.Purchase memory purchase = purchaseOf(offer, 1, maya);
        vm.prank(maya);
        uint256 gas = gasleft();
        offers.buy{value: offer.price}(offer, purchase);
        return gas - gasleft();
    }
}
