// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IColophon} from "./interfaces/IColophon.sol";
import {ILicences} from "./interfaces/ILicences.sol";
import {ITerms} from "./interfaces/ITerms.sol";
import {ALL} from "./types/Constants.sol";
import {TermsId, toTermsId} from "./types/TermsId.sol";

/// @title Terms: see {ITerms}, which is its specification
contract Terms is ITerms {
    /// @dev How far {ILicences.isLicensed} follows sublicences.
    uint8 private constant MOST_LEVELS = 8;

    ILicences private immutable LICENCES;

    /// @dev Deployed by {Colophon}, which knows the other contracts.
    constructor() {
        LICENCES = ILicences(IColophon(msg.sender).licences());
    }

    /// @inheritdoc ITerms
    function defineTerms(Terms calldata terms) external returns (TermsId id) {
        if (terms.uses == 0) revert Terms_NoUses();
        if (terms.territories == 0) revert Terms_NoTerritories();
        if (terms.duration == 0) revert Terms_ZeroDuration();
        if (terms.deed == 0) revert Terms_ZeroDeed();
        if (terms.sublicensing > MOST_LEVELS) revert Terms_TooDeep(terms.sublicensing, MOST_LEVELS);
        if (terms.upstreamShare > ALL) revert Terms_ShareAboveAll(terms.upstreamShare);
        if (terms.revenueShare > ALL) revert Terms_ShareAboveAll(terms.revenueShare);
        if (terms.upstreamShare != 0 && terms.derivatives == Derivatives.None) {
            revert Terms_UpstreamWithoutDerivatives(terms.upstreamShare);
        }
        if (terms.period == 0) {
            bool amounts = terms.perUnit != 0 || terms.minimum != 0 || terms.cap != 0 || terms.currency != address(0);
            if (amounts || (terms.revenueShare != 0 && terms.sublicensing == 0)) revert Terms_RoyaltyWithoutPeriod();
        }
        if (terms.cap != 0 && terms.cap < terms.minimum) revert Terms_CapBelowMinimum(terms.cap, terms.minimum);
        if (terms.currency != address(0) && terms.currency.code.length == 0) revert Terms_NotAToken(terms.currency);
        id = toTermsId(terms);
        if (LICENCES.isDefined(id)) return id;

        emit TermsDefined(id, terms);
        LICENCES.admit(
            id,
            Scope({
                uses: terms.uses,
                duration: terms.duration,
                upstreamShare: terms.upstreamShare,
                revenueShare: terms.revenueShare,
                exclusivity: terms.exclusivity,
                derivatives: terms.derivatives,
                transferable: terms.transferable,
                sublicensing: terms.sublicensing,
                excluded: ~terms.territories
            })
        );
    }

    /// @inheritdoc ITerms
    function termsIdOf(Terms calldata terms) external pure returns (TermsId) {
        return toTermsId(terms);
    }
}
