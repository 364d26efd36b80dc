// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ICompliance} from "../interfaces/ICompliance.sol";
import {ALL} from "../types/Constants.sol";

/// @title Tiers: what is owed for units and revenue, by what came before them
/// @notice Each unit, or each part of the revenue, falls into the tier that is reached when it comes. Where tiers begin
/// at units, the revenue of a report is spread over its units evenly.
/// @dev Where tiers begin at a revenue, or there is only one, what is owed is the difference of two lifetime totals, so
/// that no way of cutting a life into reports rounds anything away. Else each report is rounded down once.
library Tiers {
    /// @param units All that came before.
    /// @param revenue All that came before.
    /// @param moreUnits What is reported.
    /// @param moreRevenue What is reported.
    function royalty(
        ICompliance.Conditions calldata conditions,
        uint256 units,
        uint256 revenue,
        uint256 moreUnits,
        uint256 moreRevenue
    ) internal pure returns (uint256) {
        ICompliance.Tier[] calldata tiers = conditions.tiers;
        if (conditions.byRevenue || tiers.length == 1) {
            uint256 perUnit = tiers[_tierAt(tiers, conditions.byRevenue ? revenue : 0)].perUnit;
            return moreUnits * perUnit + _ofRevenue(tiers, revenue + moreRevenue) - _ofRevenue(tiers, revenue);
        }
        if (moreUnits == 0) return (moreRevenue * tiers[_tierAt(tiers, units)].share) / ALL;
        (uint256 fees, uint256 shares) = _ofUnits(tiers, units, units + moreUnits);
        // No share is above all of the units, so the product is at most the revenue times what divides it.
        return fees + Math.mulDiv(moreRevenue, shares, moreUnits * ALL);
    }

    /// @dev Of all revenue up to a total, in tiers that begin at a revenue: 2^128 x 2^30 for each of four tiers.
    function _ofRevenue(ICompliance.Tier[] calldata tiers, uint256 total) private pure returns (uint256 sum) {
        for (uint256 i = 0; i < tiers.length; ++i) sum += _within(tiers, i, 0, total) * tiers[i].share;
        sum /= ALL;
    }

    /// @return fees What is owed for each unit.
    /// @return shares Units times the share of their tier.
    function _ofUnits(
        ICompliance.Tier[] calldata tiers,
        uint256 from,
        uint256 to
    ) private pure returns (uint256 fees, uint256 shares) {
        for (uint256 i = 0; i < tiers.length; ++i) {
            uint256 count = _within(tiers, i, from, to);
            fees += count * tiers[i].perUnit;
            shares += count * tiers[i].share;
        }
    }

    /// @dev How much of what lies between two totals falls into a tier.
    function _within(
        ICompliance.Tier[] calldata tiers,
        uint256 i,
        uint256 from,
        uint256 to
    ) private pure returns (uint256) {
        uint256 begins = Math.max(tiers[i].from, from);
        uint256 ends = i + 1 == tiers.length ? to : Math.min(tiers[i + 1].from, to);
        return Math.saturatingSub(ends, begins);
    }

    /// @dev The tier that a total has reached. The first begins at 0.
    function _tierAt(ICompliance.Tier[] calldata tiers, uint256 total) private pure returns (uint256 i) {
        while (i + 1 < tiers.length && tiers[i + 1].from <= total) ++i;
    }
}
