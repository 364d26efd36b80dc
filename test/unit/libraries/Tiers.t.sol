// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {Tiers} from "../../../contracts/libraries/Tiers.sol";
import {ALL} from "../../../contracts/types/Constants.sol";
import {Test} from "../../utils/Test.sol";

/// @title TiersHarness: the library, called from outside
contract TiersHarness {
    function royalty(
        ICompliance.Conditions calldata conditions,
        uint256 units,
        uint256 revenue,
        uint256 moreUnits,
        uint256 moreRevenue
    ) external pure returns (uint256) {
        return Tiers.royalty(conditions, units, revenue, moreUnits, moreRevenue);
    }
}

contract TiersTest is Test {
    TiersHarness private _tiers = new TiersHarness();

    /* EDGES */

    /// @dev 10 % to unit 5,000, 12.5 % to 10,000, 15 % from there; the unit that reaches a tier is the next one.
    function test_ByUnits_ATierBeginsAfterSoManyUnits() public view {
        ICompliance.Conditions memory conditions = _three(false);
        assertEq(_royalty(conditions, 4_999, 0, 1, 1000), 100, "unit 5,000");
        assertEq(_royalty(conditions, 5_000, 0, 1, 1000), 125, "unit 5,001");
        assertEq(_royalty(conditions, 9_999, 0, 1, 1000), 125, "unit 10,000");
        assertEq(_royalty(conditions, 10_000, 0, 1, 1000), 150, "unit 10,001");
        assertEq(_royalty(conditions, 4_999, 0, 2, 2000), 225, "both");
        assertEq(_royalty(conditions, 0, 0, 12_000, 300_000), 35_625, "all three");
    }

    function test_ByRevenue_ATierBeginsAfterSoMuchRevenue() public view {
        ICompliance.Conditions memory conditions = _three(true);
        assertEq(_royalty(conditions, 0, 4_000, 0, 1000), 100, "to 5,000");
        assertEq(_royalty(conditions, 0, 5_000, 0, 1000), 125, "from 5,000");
        assertEq(_royalty(conditions, 0, 10_000, 0, 1000), 150, "from 10,000");
        assertEq(_royalty(conditions, 0, 0, 0, 12_000), 500 + 625 + 300, "all three");
    }

    /// @dev Fees fall with the tier in which the period begins.
    function test_ByRevenue_UnitsFallIntoTheTierInWhichThePeriodBegins() public view {
        ICompliance.Conditions memory conditions = _three(true);
        (conditions.tiers[0].perUnit, conditions.tiers[1].perUnit, conditions.tiers[2].perUnit) = (7, 5, 3);
        assertEq(_royalty(conditions, 0, 0, 10, 12_000), 70 + 1425, "the first");
        assertEq(_royalty(conditions, 0, 4_999, 10, 0), 70, "still the first");
        assertEq(_royalty(conditions, 0, 5_000, 10, 0), 50, "the second");
        assertEq(_royalty(conditions, 0, 10_000, 10, 0), 30, "the third");
    }

    function test_ByUnits_RevenueWithoutUnitsFallsIntoTheTierThatIsReached() public view {
        ICompliance.Conditions memory conditions = _three(false);
        assertEq(_royalty(conditions, 4_999, 0, 0, 1000), 100, "the first");
        assertEq(_royalty(conditions, 5_000, 0, 0, 1000), 125, "the second");
        assertEq(_royalty(conditions, 1e30, 0, 0, 1000), 150, "the third");
    }

    function test_NothingIsOwedForNothing() public view {
        assertEq(_royalty(_three(false), 7_000, 7_000, 0, 0), 0, "by units");
        assertEq(_royalty(_three(true), 7_000, 7_000, 0, 0), 0, "by revenue");
    }

    /// @dev The largest numbers there are do not overflow, and all of everything is owed.
    function test_TheLargestNumbers() public view {
        uint256 most = type(uint128).max;
        for (uint256 kind = 0; kind < 2; ++kind) {
            ICompliance.Conditions memory conditions = _conditions(4, kind == 1);
            for (uint128 i = 0; i < 4; ++i) {
                conditions.tiers[i] = ICompliance.Tier(i * (type(uint128).max / 4), ALL, type(uint96).max);
            }
            uint256 expected = most * type(uint96).max + most;
            assertEq(_royalty(conditions, 0, 0, most, most), expected, "all at once");
            assertEq(_royalty(conditions, most - 1, most - 1, 1, 1), uint256(type(uint96).max) + 1, "the last");
            assertEq(_royalty(conditions, most, most, most, most), expected, "and as much again");
        }
    }

    /* BESIDE A NAIVE MODEL */

    /// @dev Every unit, or every unit of revenue, asked one by one which tier it falls into.
    function testFuzz_AgreesWithCountingOneByOne(
        uint256 dice,
        uint8 units,
        uint8 revenue,
        uint8 more,
        uint8 sold
    ) public view {
        ICompliance.Conditions memory conditions = _random(dice);
        uint256 expected =
            conditions.byRevenue
                ? _naiveByRevenue(conditions.tiers, revenue, sold, more)
                : _naiveByUnits(conditions.tiers, units, sold, more);
        if (conditions.tiers.length != 1) {
            assertEq(_royalty(conditions, units, revenue, sold, more), expected, "the royalty");
        } else {
            // One tier is counted over the whole life, by revenue or not.
            uint256 whole = _naiveByRevenue(conditions.tiers, revenue, sold, more);
            assertEq(_royalty(conditions, units, revenue, sold, more), whole, "the royalty");
        }
    }

    /// @dev With one tier, or tiers by revenue: no way of cutting a life into reports changes what is owed in all.
    function testFuzz_ByRevenue_NoCutChangesTheSum(
        uint256 dice,
        uint128[6] memory revenues,
        uint128[6] memory sold
    ) public view {
        ICompliance.Conditions memory conditions = _random(dice);
        conditions.byRevenue = true;
        // Fees depend on the period if they differ; then only the revenue is cut.
        for (uint256 i = 1; i < conditions.tiers.length; ++i) conditions.tiers[i].perUnit = conditions.tiers[0].perUnit;
        uint256 sum;
        uint256 units;
        uint256 revenue;
        for (uint256 i = 0; i < 6; ++i) {
            (uint256 moreUnits, uint256 moreRevenue) = (sold[i] / 6, revenues[i] / 6);
            sum += _royalty(conditions, units, revenue, moreUnits, moreRevenue);
            (units, revenue) = (units + moreUnits, revenue + moreRevenue);
        }
        assertEq(sum, _royalty(conditions, 0, 0, units, revenue), "the same in all");
    }

    /// @dev By units, at one price: fees are exact, and each report loses less than one smallest unit.
    function testFuzz_ByUnits_EachReportIsRoundedDownOnce(
        uint256 dice,
        uint64[6] memory sold,
        uint32 price
    ) public view {
        ICompliance.Conditions memory conditions = _random(dice);
        conditions.byRevenue = false;
        uint256 sum;
        uint256 units;
        for (uint256 i = 0; i < 6; ++i) {
            sum += _royalty(conditions, units, units * price, sold[i], uint256(sold[i]) * price);
            units += sold[i];
        }
        uint256 whole = _royalty(conditions, 0, 0, units, units * price);
        vm.assertLe(sum, whole, "nothing is gained");
        vm.assertLe(whole, sum + 6, "and next to nothing lost");
        // Without a share there is nothing to round.
        for (uint256 i = 0; i < conditions.tiers.length; ++i) conditions.tiers[i].share = 0;
        (sum, units) = (0, 0);
        for (uint256 i = 0; i < 6; ++i) {
            sum += _royalty(conditions, units, 0, sold[i], 0);
            units += sold[i];
        }
        assertEq(sum, _royalty(conditions, 0, 0, units, 0), "fees");
    }

    /// @dev Nobody owes more than the revenue and the highest fee.
    function testFuzz_NeverMoreThanAll(
        uint256 dice,
        uint128 units,
        uint128 revenue,
        uint128 sold,
        uint128 more
    ) public view {
        ICompliance.Conditions memory conditions = _random(dice);
        for (uint256 i = 0; i < conditions.tiers.length; ++i) conditions.tiers[i].perUnit = 0;
        vm.assertLe(_royalty(conditions, units, revenue, sold, more), more, "at most the revenue");
    }

    /* HELPERS */

    function _royalty(
        ICompliance.Conditions memory conditions,
        uint256 units,
        uint256 revenue,
        uint256 moreUnits,
        uint256 moreRevenue
    ) private view returns (uint256) {
        return _tiers.royalty(conditions, units, revenue, moreUnits, moreRevenue);
    }

    function _tierAt(
        ICompliance.Tier[] memory tiers,
        uint256 before
    ) private pure returns (ICompliance.Tier memory tier) {
        for (uint256 i = 0; i < tiers.length; ++i) if (before >= tiers[i].from) tier = tiers[i];
    }

    /// @dev Each unit brings the same part of the revenue: shares are added up and divided once.
    function _naiveByUnits(
        ICompliance.Tier[] memory tiers,
        uint256 units,
        uint256 sold,
        uint256 more
    ) private pure returns (uint256 fees) {
        if (sold == 0) return (more * _tierAt(tiers, units).share) / ALL;
        uint256 shares;
        for (uint256 i = 0; i < sold; ++i) {
            ICompliance.Tier memory tier = _tierAt(tiers, units + i);
            fees += tier.perUnit;
            shares += tier.share;
        }
        fees += (more * shares) / (sold * ALL);
    }

    /// @dev The floor of all that was owed from the beginning, less the floor of what was owed before.
    function _naiveByRevenue(
        ICompliance.Tier[] memory tiers,
        uint256 revenue,
        uint256 sold,
        uint256 more
    ) private pure returns (uint256) {
        uint256 before;
        uint256 shares;
        for (uint256 i = 0; i < revenue + more; ++i) {
            if (i == revenue) before = shares / ALL;
            shares += _tierAt(tiers, i).share;
        }
        if (more == 0) before = shares / ALL;
        return shares / ALL - before + sold * _tierAt(tiers, revenue).perUnit;
    }

    /// @dev 1 to 4 tiers that begin below 512, at any shares.
    function _random(uint256 dice) private pure returns (ICompliance.Conditions memory conditions) {
        uint256 count = (dice % 4) + 1;
        conditions = _conditions(count, (dice >> 8) % 2 == 0);
        uint128 from;
        for (uint256 i = 0; i < count; ++i) {
            uint256 one = uint256(keccak256(abi.encode(dice, i)));
            conditions.tiers[i] = ICompliance.Tier(from, uint32(one % (ALL + 1)), uint96((one >> 64) % 1000));
            from += uint128((one >> 128) % 170) + 1;
        }
    }

    function _three(bool byRevenue) private pure returns (ICompliance.Conditions memory conditions) {
        conditions = _conditions(3, byRevenue);
        conditions.tiers[0] = ICompliance.Tier(0, ALL / 10, 0);
        conditions.tiers[1] = ICompliance.Tier(5_000, ALL / 8, 0);
        conditions.tiers[2] = ICompliance.Tier(10_000, (ALL * 3) / 20, 0);
    }

    function _conditions(
        uint256 count,
        bool byRevenue
    ) private pure returns (ICompliance.Conditions memory conditions) {
        conditions.tiers = new ICompliance.Tier[](count);
        (conditions.byRevenue, conditions.period) = (byRevenue, 1);
    }
}
