// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

/// @dev What is for the other contracts: {Licences.derive} is in derive.t.sol, and batches in Colophon/batch.t.sol.
contract LicencesNotAllowedTest is Deployed {
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

    function test_RevertWhen_L11_SomebodyElseThanComplianceTerminates() public {
        WorkId work = register(ines, CONTENT);
        LicenceId licence = buy(maya, publish(work, someTerms()));
        address[5] memory others = [eve, deployer, ines, maya, address(works)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotAllowed.selector, others[i]));
            vm.prank(others[i]);
            licences.terminate(licence);
        }
        assertEq(licences.licenceOf(licence).terminated, false, "not terminated");
    }
}
