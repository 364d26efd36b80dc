// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IColophon} from "./interfaces/IColophon.sol";
import {ILicences} from "./interfaces/ILicences.sol";
import {ITerms} from "./interfaces/ITerms.sol";
import {TokenText} from "./libraries/TokenText.sol";
import {ALL} from "./types/Constants.sol";
import {ENDS_THERE, FALLS, FIELD, Flags, OWES_ON, PASSES_DOWN, PLACES, RULED} from "./types/Flags.sol";
import {MOST_DERIVED} from "./types/LicenceData.sol";
import {LicenceId} from "./types/LicenceId.sol";
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
        if (terms.purposes == 0) revert Terms_NoPurposes();
        if (terms.territories == 0) revert Terms_NoTerritories();
        if (terms.duration == 0) revert Terms_ZeroDuration();
        if (terms.deed == 0) revert Terms_ZeroDeed();
        _checkSublicences(terms);
        _checkDerivatives(terms);
        bool ruled = terms.rules != address(0);
        if (ruled && terms.rules.code.length == 0) revert Terms_NoContract(terms.rules);
        if (!ruled && (terms.conditions != 0 || terms.passesDown)) revert Terms_WithoutRules();
        id = toTermsId(terms);
        if (LICENCES.isDefined(id)) return id;

        emit TermsDefined(id, terms);
        LICENCES.admit(id, _scopeOf(terms));
    }

    function _checkSublicences(Terms calldata terms) private pure {
        if (terms.sublicensing > MOST_LEVELS) revert Terms_TooDeep(terms.sublicensing, MOST_LEVELS);
        if (terms.sublicenceShare > ALL) revert Terms_ShareAboveAll(terms.sublicenceShare);
        if (terms.sublicensing == 0 && terms.sublicenceShare != 0) revert Terms_WithoutSublicences();
    }

    function _checkDerivatives(Terms calldata terms) private pure {
        if (terms.upstreamShare > ALL) revert Terms_ShareAboveAll(terms.upstreamShare);
        if (terms.works > MOST_DERIVED) revert Terms_TooManyWorks(terms.works, uint8(MOST_DERIVED));
        bool asks = terms.upstreamShare != 0 || terms.works != 0 || terms.further != Further.Free;
        if (asks && terms.derivatives == Derivatives.None) revert Terms_WithoutDerivatives();
    }

    function _scopeOf(Terms calldata terms) private pure returns (Scope memory) {
        Flags flags = Flags
            .wrap(0)
            .plus(RULED, terms.rules != address(0))
            .plus(FIELD, terms.field != 0)
            .plus(PLACES, terms.territories != type(uint256).max)
            .plus(FALLS, terms.fallsWithParent)
            .plus(PASSES_DOWN, terms.passesDown)
            .plus(OWES_ON, terms.further == Further.OwesOn)
            .plus(ENDS_THERE, terms.further == Further.EndsThere);
        return
            Scope({
                uses: terms.uses,
                purposes: terms.purposes,
                duration: terms.duration,
                upstreamShare: terms.upstreamShare,
                sublicenceShare: terms.sublicenceShare,
                exclusivity: terms.exclusivity,
                derivatives: terms.derivatives,
                transferable: terms.transferable,
                sublicensing: terms.sublicensing,
                works: terms.works,
                flags: flags,
                excluded: ~terms.territories,
                field: terms.field,
                passedDown: terms.passesDown ? keccak256(abi.encode(terms.rules, terms.conditions)) : bytes32(0)
            });
    }

    /// @inheritdoc ITerms
    function describe(
        LicenceId id,
        ILicences.Licence calldata licence,
        Scope calldata scope
    ) external pure returns (string memory) {
        return TokenText.licence(id, licence, scope);
    }

    /// @inheritdoc ITerms
    function describeAll() external pure returns (string memory) {
        return TokenText.licences();
    }

    /// @inheritdoc ITerms
    function termsIdOf(Terms calldata terms) external pure returns (TermsId) {
        return toTermsId(terms);
    }
}
