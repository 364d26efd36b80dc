// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IERC7858} from "../../../contracts/interfaces/IERC7858.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId, toLicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Licensing} from "../../utils/Licensing.sol";

/// @dev What is for the other contracts, and for the rules that terms name: {Licences.derive} is in derive.t.sol, and batches in Colophon/batch.t.sol.
contract LicencesNotAllowedTest is Licensing {
    function test_RevertWhen_L12_SomebodyElseThanTermsAdmitsTerms() public {
        ITerms.Scope memory scope;
        scope.uses = type(uint64).max;
        TermsId id = terms.termsIdOf(someTerms());
        address[4] memory others = [eve, deployer, address(works), address(compliance)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotAllowed.selector, others[i]));
            vm.prank(others[i]);
            licences.admit(id, scope);
        }
        assertEq(licences.isDefined(id), false, "not defined");
    }

    /// @dev The one who sells says who pays and who accepted: nobody else is believed.
    function test_RevertWhen_SomebodyElseThanOffersAdmitsGrantsOrExtends() public {
        WorkId work = register(ines, CONTENT);
        IOffers.Offer memory offer = publish(work, someTerms());
        LicenceId licence = buy(maya, offer);
        ILicences.Grant memory given = ILicences.Grant(work, NO_PARENT, ines, offer.terms, 0, 1, 0, eve, true);
        ILicences.Extension memory asked = ILicences.Extension(licence, work, NO_PARENT, ines, offer.terms, 1, maya);
        address[6] memory others = [eve, ines, maya, address(works), address(compliance), address(royalties)];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory reason = abi.encodeWithSelector(ILicences.Licences_NotAllowed.selector, others[i]);
            vm.startPrank(others[i]);
            vm.expectRevert(reason);
            licences.admitUnder(work, NO_PARENT, ines, offer.terms);
            vm.expectRevert(reason);
            licences.grant(given);
            vm.expectRevert(reason);
            licences.extend(asked);
            vm.stopPrank();
        }
        assertEq(licences.totalLicences(work), 1, "nothing was granted");
    }

    /// @dev L11: only the rules that the terms name, with the terms to the letter.
    function test_RevertWhen_L11_SomebodyElseThanItsRulesTerminates() public {
        WorkId work = register(ines, CONTENT);
        ITerms.Terms memory what = underRules(someTerms());
        LicenceId licence = buy(maya, publish(work, what));
        address[6] memory others = [eve, deployer, ines, maya, address(compliance), address(offers)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.prank(others[i]);
            _refuseToEnd(others[i], licence, what);
            // Naming oneself as the rules makes other terms.
            ITerms.Terms memory forged = what;
            forged.rules = others[i];
            vm.prank(others[i]);
            _refuseToEnd(others[i], licence, forged);
            what.rules = address(this);
        }
        expectLicensed(maya, licence);
    }

    function test_RevertWhen_L12_TheRulesBringOtherTerms() public {
        WorkId work = register(ines, CONTENT);
        ITerms.Terms memory what = underRules(someTerms());
        LicenceId licence = buy(maya, publish(work, what));
        ITerms.Terms memory other = underRules(someTerms());
        other.deed = "other";
        _refuseToEnd(address(this), licence, other);
        other = underRules(someTerms());
        other.conditions = "other";
        _refuseToEnd(address(this), licence, other);
        // Also if they are the terms of another licence under these rules.
        other = underRules(someTerms());
        other.deed = "second";
        buy(maya, publish(work, other));
        _refuseToEnd(address(this), licence, other);
        licences.terminate(licence, what);
        expectStanding(maya, licence, vm.getBlockTimestamp(), ILicences.Reason.Terminated, licence);
    }

    function test_RevertWhen_L11_TheTermsNameNoRules_OrThereIsNoLicence() public {
        WorkId work = register(ines, CONTENT);
        ITerms.Terms memory what = someTerms();
        LicenceId licence = buy(maya, publish(work, what));
        _refuseToEnd(address(this), licence, what);
        vm.prank(address(0));
        _refuseToEnd(address(0), LicenceId.wrap(0), what);
        _refuseToEnd(address(this), toLicenceId(work, 2), underRules(someTerms()));
        expectLicensed(maya, licence);
    }

    /// @dev A second end would move the time of the first, or free what is somebody else's by now.
    function test_RevertGiven_L11_ItIsOverAlready() public {
        WorkId work = register(ines, CONTENT);
        ITerms.Terms memory what = underRules(someTerms());
        IOffers.Offer memory offer = publish(work, what);
        LicenceId licence = buy(maya, offer);
        LicenceId given = buy(maya, offer);
        LicenceId expired = buy(maya, offer);
        licences.terminate(licence, what);
        surrender(maya, given);
        vm.expectRevert(notLive(licence, ILicences.Reason.Terminated));
        licences.terminate(licence, what);
        vm.expectRevert(notLive(given, ILicences.Reason.Surrendered));
        licences.terminate(given, what);
        vm.warp(NOW + 365 days);
        vm.expectRevert(notLive(expired, ILicences.Reason.Expired));
        licences.terminate(expired, what);
    }

    function test_TerminatesALicence_AndSaysSo() public {
        WorkId work = register(ines, CONTENT);
        ITerms.Terms memory what = underRules(someTerms());
        LicenceId licence = buy(maya, publish(work, what), 3);
        vm.warp(NOW + 10 days);
        vm.expectEmit(address(licences));
        emit IERC7858.TokenExpiryUpdated(LicenceId.unwrap(licence), NOW, NOW + 10 days);
        vm.expectEmit(address(licences));
        emit ILicences.LicenceTerminated(licence, uint40(NOW + 10 days));
        vm.recordLogs();
        licences.terminate(licence, what);
        assertLogCount(2, "events");
        ILicences.Licence memory state = licences.licenceOf(licence);
        assertEq(uint256(state.ended), uint256(ILicences.Reason.Terminated), "why");
        assertEq(state.end, NOW + 10 days, "when");
        assertEq(state.seats, 3, "its rules may still ask for the seats");
        assertEq(licences.ownerOf(LicenceId.unwrap(licence)), maya, "the token stays");
    }

    function _refuseToEnd(address caller, LicenceId licence, ITerms.Terms memory what) private {
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotAllowed.selector, caller));
        licences.terminate(licence, what);
    }
}
