// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {PlainToken} from "../../mocks/Tokens.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {Ruled} from "../../utils/Ruled.sol";

/// @dev Examples that practitioners publish, each to the smallest unit of a currency with two decimals, if it has not
/// more.
contract ComplianceExamplesTest is Ruled {
    uint40 private constant FIRST_OF_APRIL_2027 = 1_806_537_600;
    uint40 private constant FIRST_OF_APRIL_2032 = 1_964_390_400;

    /// @dev 500 downloads at 0.124, 25 ringtones at 0.1673 (four decimals).
    function test_AFeeForEachUnit() public {
        ICompliance.Conditions memory conditions = someConditions();
        conditions.tiers = oneTier(0, 1240);
        assertEq(report(_over(conditions), 0, 500, 0), 62_0000, "62.00");
        conditions.tiers = oneTier(0, 1673);
        assertEq(report(_over(conditions), 0, 25, 0), 4_1825, "4.1825");
    }

    /// @dev 5 % of 2.0, 3.0, 0.8 and 0 million, at least 50,000 a year.
    function test_AGuaranteeForEachYear() public {
        ICompliance.Conditions memory conditions = _yearly();
        (conditions.tiers, conditions.minimum) = (oneTier(ALL / 20, 0), 50_000_00);
        Deal memory deal = dealOf(conditions, 1461 days, 1);
        vm.warp(NOW + 1461 days);
        assertEq(report(deal, 0, 0, 2_000_000_00), 100_000_00, "2027");
        assertEq(report(deal, 1, 0, 3_000_000_00), 150_000_00, "2028");
        assertEq(report(deal, 2, 0, 800_000_00), 50_000_00, "2029");
        assertEq(report(deal, 3, 0, 0), 50_000_00, "2030");
        assertDebt(deal, 350_000_00, 0);
        assertArrears(deal, 0, 0);
    }

    /// @dev A guarantee of 20,000 in two instalments, recouped from what is earned: 12,000, early or late.
    function test_AGuaranteeInInstalments_Recouped() public {
        ICompliance.Conditions memory conditions = _yearly();
        (conditions.minimum, conditions.carriesOver) = (10_000_00, true);
        for (uint32 year = 0; year < 3; ++year) {
            Deal memory deal = dealOf(conditions, 731 days, 1);
            vm.warp(vm.getBlockTimestamp() + 731 days);
            report(deal, 0, 0, year == 0 ? 120_000_00 : (year == 2 ? 60_000_00 : 0));
            report(deal, 1, 0, year == 1 ? 120_000_00 : (year == 2 ? 60_000_00 : 0));
            (uint256 debt, ) = compliance.debtOf(deal.licence, conditions);
            assertEq(debt, 20_000_00, "20,000 in all");
        }
    }

    /// @dev The same guarantee as the price, and 12,000 earned: nothing more is due until 20,000 are.
    function test_AGuaranteeAsAnAdvance_Recouped() public {
        ICompliance.Conditions memory conditions = _yearly();
        conditions.advance = 20_000_00;
        Deal memory deal = dealOf(conditions, 731 days, 1);
        vm.warp(NOW + 731 days);
        assertEq(report(deal, 0, 0, 120_000_00), 12_000_00, "earned");
        assertDebt(deal, 0, 0);
        report(deal, 1, 0, 80_000_10);
        assertDebt(deal, 1, 0);
    }

    /// @dev 10 % to 5,000 copies, 12.5 % to 10,000, then 15 %: 12,000 copies at 25.00, at once or as they were sold.
    function test_ARoyaltyThatEscalates() public {
        ICompliance.Conditions memory conditions = someConditions();
        conditions.tiers = threeTiers([ALL / 10, ALL / 8, (ALL / 20) * 3], 5_000, 10_000);
        assertEq(report(_over(conditions), 0, 12_000, 300_000_00), 35_625_00, "35,625.00");
        Deal memory deal = _over(conditions);
        uint64[4] memory sold = [uint64(3_000), 4_500, 4_499, 1];
        for (uint32 i = 0; i < 4; ++i) report(deal, i, sold[i], sold[i] * 25_00);
        assertDebt(deal, 35_625_00, 0);
    }

    /// @dev A development fee of 100,000, recouped at 10 % of 10.00: the royalty begins with copy 100,001.
    function test_AFeeThatIsRecouped() public {
        ICompliance.Conditions memory conditions = someConditions();
        conditions.advance = 100_000_00;
        Deal memory deal = _over(conditions);
        report(deal, 0, 99_999, 99_999 * 10_00);
        assertDebt(deal, 0, 0);
        report(deal, 1, 1, 10_00);
        assertDebt(deal, 0, 0);
        report(deal, 2, 1, 10_00);
        assertDebt(deal, 1_00, 0);
    }

    /// @dev 10,000, of which 30 % are withheld.
    function test_ATaxThatIsWithheld() public {
        Deal memory deal = _over(someConditions());
        vm.expectEmit(address(compliance));
        emit ICompliance.DebtPaid(deal.licence, maya, ETH, 7_000_00, 3_000_00, "form 1042-S");
        report(deal, usageOf(0, 0, 100_000_00), ICompliance.Payment(7_000_00, 3_000_00, "form 1042-S"));
        assertDebt(deal, 0, 0);
        assertEq(royalties.received(work, ETH), 7_000_00, "received");
        assertEq(compliance.accountOf(deal.licence).paid, 10_000_00, "discharged");
    }

    /// @dev 5 % or 7 % of 800,000.
    function test_AFranchise() public {
        ICompliance.Conditions memory conditions = someConditions();
        conditions.tiers = oneTier(ALL / 20, 0);
        assertEq(report(_over(conditions), 0, 0, 800_000_00), 40_000_00, "40,000");
        conditions.tiers = oneTier((ALL / 100) * 7, 0);
        assertEq(report(_over(conditions), 0, 0, 800_000_00), 56_000_00, "56,000");
    }

    /// @dev Five years have twenty quarters of the calendar, with two leap days, each at least 1,000.
    function test_TwentyQuarters() public {
        vm.warp(FIRST_OF_APRIL_2027);
        ICompliance.Conditions memory conditions = someConditions();
        (conditions.period, conditions.inMonths, conditions.minimum) = (3, true, 1_000_00);
        Deal memory deal = dealOf(conditions, FIRST_OF_APRIL_2032 - FIRST_OF_APRIL_2027, 1);
        vm.warp(FIRST_OF_APRIL_2032);
        assertArrears(deal, 20, 20_000_00);
        for (uint32 i = 0; i < 20; ++i) assertEq(report(deal, i, 0, 0), 1_000_00, "a quarter");
        assertDebt(deal, 20_000_00, 0);
        refuse(
            deal,
            20,
            0,
            abi.encodeWithSelector(ICompliance.Compliance_AfterTheEnd.selector, deal.licence, 20, FIRST_OF_APRIL_2032)
        );
    }

    /// @dev Ended two days into the second year, at 50,000 a year: 50,000 and 2/365 of it.
    function test_AMinimumInProportion() public {
        ICompliance.Conditions memory conditions = someConditions();
        (conditions.minimum, conditions.period) = (50_000_00, 365 days);
        Deal memory deal = dealOf(conditions, 10 * 365 days, 1);
        endForBreach(deal, ines, NOW + 367 days);
        report(deal, 0, 0, 0);
        assertEq(report(deal, 1, 0, 0), 273_97, "273.97");
    }

    /// @dev Ten times too much was reported and paid: a credit.
    function test_AReportThatWasTenTimesTooMuch() public {
        Deal memory deal = _over(someConditions());
        ICompliance.Report[] memory made = new ICompliance.Report[](1);
        made[0] = usageOf(0, 0, 10_000_00);
        report(deal, made[0], ICompliance.Payment(1_000_00, 0, 0));
        amend(deal, made, usageOf(0, 0, 1_000_00));
        assertDebt(deal, 0, 900_00);
        report(deal, 1, 0, 1_000_00);
        assertDebt(deal, 0, 800_00);
    }

    /// @dev 10,000 earned by a licensee of a sub-publisher of a publisher, who each pass 75 % on.
    function test_RoyaltiesThroughTwoPublishers() public {
        PlainToken token = new PlainToken(2);
        ICompliance.Conditions memory conditions = someConditions();
        conditions.currency = address(token);
        Deal memory deal = _throughTwoPublishers(conditions);
        vm.warp(NOW + 30 days);
        token.mint(maya, 10_000_00);
        vm.prank(maya);
        token.approve(address(royalties), 10_000_00);
        report(deal, usageOf(0, 0, 100_000_00), ICompliance.Payment(10_000_00, 0, 0));
        assertEq(royalties.received(work, address(token)), 5_625_00, "author");
        assertEq(royalties.proceedsOf(tomas, address(token)), 1_875_00, "publisher");
        assertEq(royalties.proceedsOf(eve, address(token)), 2_500_00, "sub-publisher");
        vm.prank(tomas);
        assertEq(royalties.withdraw(address(token), tomas), 1_875_00, "withdrawn");
        royalties.takeAll(work, ines, CONTENT);
        assertEq(claimAll(work, address(token), ines), 5_625_00, "claimed");
    }

    /// @dev The price of that licence, 100, goes the same way.
    function test_APriceThroughTwoPublishers() public {
        Deal memory deal = _throughTwoPublishers(someConditions());
        IOffers.Offer memory offer = offerOf(work, eve, terms.termsIdOf(deal.terms));
        (offer.parent, offer.price) = (licences.licenceOf(deal.licence).parent, 100_00);
        publish(offer);
        buy(maya, offer);
        assertEq(royalties.received(work, ETH), 56_25, "author");
        assertEq(royalties.proceedsOf(tomas, ETH), 18_75, "publisher");
        assertEq(royalties.proceedsOf(eve, ETH), 25_00, "sub-publisher");
    }

    /* HELPERS */

    /// @dev Tomas's licence, Eve's under it, and under that one Maya's, with royalties.
    function _throughTwoPublishers(ICompliance.Conditions memory conditions) private returns (Deal memory) {
        ITerms.Terms memory what = someTerms();
        (what.sublicensing, what.sublicenceShare) = (2, (ALL / 4) * 3);
        LicenceId publisher = license(what, ines, NO_PARENT, tomas, 3);
        what.sublicensing = 1;
        LicenceId subPublisher = license(what, tomas, publisher, eve, 3);
        return dealOf(ruled(someTerms(), conditions), conditions, eve, subPublisher, 1);
    }

    /// @dev A tenth of the revenue, each calendar year.
    function _yearly() private pure returns (ICompliance.Conditions memory conditions) {
        conditions = someConditions();
        (conditions.period, conditions.inMonths) = (12, true);
    }

    /// @dev A licence, some periods of which are over.
    function _over(ICompliance.Conditions memory conditions) private returns (Deal memory deal) {
        deal = dealOf(conditions);
        vm.warp(vm.getBlockTimestamp() + 150 days);
    }
}
