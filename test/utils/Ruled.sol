// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICompliance} from "../../contracts/interfaces/ICompliance.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Deployed} from "./Deployed.sol";

/// @title Ruled: a test with a work of Ines, and licences of it that cost nothing but what their conditions ask
abstract contract Ruled is Deployed {
    /// @dev A licence with all that whoever acts must bring.
    struct Deal {
        LicenceId licence;
        address holder;
        ITerms.Terms terms;
        ICompliance.Conditions conditions;
    }

    WorkId internal work;
    uint40 private _offers;

    function setUp() public virtual override {
        super.setUp();
        work = register(ines, CONTENT);
    }

    /* CONDITIONS */

    function oneTier(uint32 share, uint96 perUnit) internal pure returns (ICompliance.Tier[] memory tiers) {
        tiers = new ICompliance.Tier[](1);
        tiers[0] = ICompliance.Tier(0, share, perUnit);
    }

    function threeTiers(
        uint32[3] memory shares,
        uint128 second,
        uint128 third
    ) internal pure returns (ICompliance.Tier[] memory tiers) {
        tiers = new ICompliance.Tier[](3);
        tiers[0] = ICompliance.Tier(0, shares[0], 0);
        tiers[1] = ICompliance.Tier(second, shares[1], 0);
        tiers[2] = ICompliance.Tier(third, shares[2], 0);
    }

    /// @dev A tenth of the revenue, at least 1000 in 100 days.
    function aTenth() internal pure returns (ICompliance.Conditions memory conditions) {
        conditions = someConditions();
        (conditions.period, conditions.minimum) = (100 days, 1000);
    }

    /* LICENCES */

    /// @dev A licence of Maya for one seat under some terms, which last a year.
    function dealOf(ICompliance.Conditions memory conditions) internal returns (Deal memory) {
        return dealOf(conditions, 365 days, 1);
    }

    function dealOf(
        ICompliance.Conditions memory conditions,
        uint40 duration,
        uint16 seats
    ) internal returns (Deal memory) {
        ITerms.Terms memory what = someTerms();
        what.duration = duration;
        return dealOf(ruled(what, conditions), conditions, ines, NO_PARENT, seats);
    }

    function dealOf(
        ITerms.Terms memory what,
        ICompliance.Conditions memory conditions,
        address licensor,
        LicenceId parent,
        uint16 seats
    ) internal returns (Deal memory) {
        return Deal(license(what, licensor, parent, maya, seats), maya, what, conditions);
    }

    function license(
        ITerms.Terms memory what,
        address licensor,
        LicenceId parent,
        address holder,
        uint16 seats
    ) internal returns (LicenceId) {
        IOffers.Offer memory offer = offerOf(work, licensor, terms.defineTerms(what));
        (offer.parent, offer.price, offer.opens) = (parent, 0, ++_offers);
        publish(offer);
        return buy(holder, offer, seats);
    }

    /// @dev One that begins later.
    function licenseFrom(ITerms.Terms memory what, address holder, uint40 starts) internal returns (LicenceId) {
        IOffers.Offer memory offer = offerOf(work, ines, terms.defineTerms(what));
        (offer.price, offer.starts) = (0, starts);
        publish(offer);
        return buy(holder, offer);
    }

    /// @dev A licence of Tomas, without duties, under which Maya has a sublicence with them.
    function sublicence(
        ICompliance.Conditions memory conditions
    ) internal returns (Deal memory deal, LicenceId parent) {
        ITerms.Terms memory outer = someTerms();
        outer.sublicensing = 1;
        parent = license(outer, ines, NO_PARENT, tomas, 5);
        deal = dealOf(ruled(someTerms(), conditions), conditions, tomas, parent, 1);
    }

    /* REPORTS */

    function unpaid() internal pure returns (ICompliance.Payment memory) {
        return ICompliance.Payment(0, 0, 0);
    }

    function usageOf(uint32 period, uint128 units, uint128 revenue) internal pure returns (ICompliance.Report memory) {
        return ICompliance.Report(period, units, revenue, "digest");
    }

    function report(Deal memory deal, uint32 period, uint128 units, uint128 revenue) internal returns (uint256) {
        return report(deal, usageOf(period, units, revenue), unpaid());
    }

    function report(
        Deal memory deal,
        ICompliance.Report memory usage,
        ICompliance.Payment memory payment
    ) internal returns (uint256) {
        uint256 value = deal.conditions.currency == ETH ? payment.amount : 0;
        vm.prank(deal.holder);
        return compliance.report{value: value}(deal.licence, deal.terms, deal.conditions, usage, payment);
    }

    function refuse(Deal memory deal, uint32 period, uint128 revenue, bytes memory reason) internal {
        vm.expectRevert(reason);
        report(deal, period, 0, revenue);
    }

    /// @dev The hash of the first reports, as the interface says.
    function chainOf(ICompliance.Report[] memory made, uint256 count) internal pure returns (bytes32 hash) {
        for (uint256 i = 0; i < count; ++i) {
            hash = keccak256(abi.encode(hash, made[i].period, made[i].units, made[i].revenue));
        }
    }

    function lastOf(
        ICompliance.Report[] memory made,
        uint256 index
    ) internal pure returns (ICompliance.Report[] memory since) {
        since = new ICompliance.Report[](made.length - index);
        for (uint256 i = index; i < made.length; ++i) since[i - index] = made[i];
    }

    /// @dev Corrects one of all the reports that were made, there and here.
    function amend(Deal memory deal, ICompliance.Report[] memory made, ICompliance.Report memory corrected) internal {
        uint256 index = corrected.period;
        bytes32 before = chainOf(made, index);
        vm.prank(deal.holder);
        compliance.amend(deal.licence, deal.terms, deal.conditions, corrected, before, lastOf(made, index));
        made[index] = corrected;
    }

    /* MONEY */

    function payDebt(Deal memory deal, address payer, uint112 amount) internal {
        pay(deal, payer, ICompliance.Payment(amount, 0, 0));
    }

    function pay(Deal memory deal, address payer, ICompliance.Payment memory payment) internal {
        uint256 value = deal.conditions.currency == ETH ? payment.amount : 0;
        vm.prank(payer);
        compliance.pay{value: value}(deal.licence, deal.terms, deal.conditions, payment);
    }

    function assertDebt(Deal memory deal, uint256 debt, uint256 credit) internal view {
        (uint256 due, uint256 tooMuch) = compliance.debtOf(deal.licence, deal.conditions);
        assertEq(due, debt, "debt");
        assertEq(tooMuch, credit, "credit");
    }

    function assertArrears(Deal memory deal, uint256 periods, uint256 minimum) internal view {
        (uint256 missing, uint256 least) = compliance.arrearsOf(deal.licence, deal.terms, deal.conditions);
        assertEq(missing, periods, "periods");
        assertEq(least, minimum, "minimum");
    }

    /* BREACH */

    function notice(Deal memory deal, address licensor) internal {
        vm.prank(licensor);
        compliance.notice(deal.licence, deal.terms, deal.conditions, "evidence");
    }

    function terminate(Deal memory deal, address licensor) internal {
        vm.prank(licensor);
        compliance.terminate(deal.licence, deal.terms);
    }

    /// @dev After notice and the time to cure.
    function endForBreach(Deal memory deal, address licensor, uint256 time) internal {
        vm.warp(time - deal.conditions.cure);
        notice(deal, licensor);
        vm.warp(time);
        terminate(deal, licensor);
    }

    function surrender(LicenceId licence, address holder) internal {
        vm.prank(holder);
        licences.surrender(licence);
    }
}
