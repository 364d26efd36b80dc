// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract LicencesDefineTermsTest is Deployed {
    function test_RevertWhen_ThereAreNoUses() public {
        ILicences.Terms memory terms = someTerms();
        terms.uses = 0;
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NoUses.selector));
        licences.defineTerms(terms);
    }

    function test_RevertWhen_TheDurationIsZero() public {
        ILicences.Terms memory terms = someTerms();
        terms.duration = 0;
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_ZeroDuration.selector));
        licences.defineTerms(terms);
    }

    function test_RevertWhen_R05_TheDeedIsZero() public {
        ILicences.Terms memory terms = someTerms();
        terms.deed = 0;
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_ZeroDeed.selector));
        licences.defineTerms(terms);
    }

    /// @dev Whoever defines terms first has no say in them: they stay what their hash says.
    function test_WhenR01_TheTermsAreKnown_NothingChanges() public {
        bytes32 id = licences.defineTerms(someTerms());
        vm.recordLogs();
        vm.record();
        vm.prank(eve);
        assertEq(licences.defineTerms(someTerms()), id, "the same hash");
        assertLogCount(0, "no event");
        (, bytes32[] memory writes) = vm.accesses(address(licences));
        assertEq(writes.length, 0, "no storage");
    }

    function test_WhenL12_AnyFieldDiffers_TheyAreOtherTerms() public {
        ILicences.Terms memory terms = someTerms();
        bytes32 id = licences.defineTerms(terms);
        terms.uses += 1;
        vm.assertNotEq(licences.defineTerms(terms), id, "uses");
        terms = someTerms();
        terms.duration += 1;
        vm.assertNotEq(licences.defineTerms(terms), id, "duration");
        terms = someTerms();
        terms.transferable = false;
        vm.assertNotEq(licences.defineTerms(terms), id, "transferable");
        terms = someTerms();
        terms.deed = "another";
        vm.assertNotEq(licences.defineTerms(terms), id, "deed");
    }

    function testFuzz_RecordsTerms(uint64 uses, uint40 duration, bool transferable, bytes32 deed) public {
        if (uses == 0) uses = 1;
        if (duration == 0) duration = FOREVER;
        if (deed == 0) deed = "deed";
        ILicences.Terms memory terms = ILicences.Terms(uses, duration, transferable, deed);
        bytes32 expected = keccak256(abi.encode(uses, duration, transferable, deed));
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_UnknownTerms.selector, expected));
        licences.termsOf(expected);

        vm.expectEmit(address(licences));
        emit ILicences.TermsDefined(expected, uses, duration, transferable, deed);
        vm.recordLogs();
        bytes32 id = licences.defineTerms(terms);

        assertLogCount(1, "events");
        assertEq(id, expected, "hash");
        (uint64 storedUses, uint40 storedDuration, bool storedTransferable) = licences.termsOf(id);
        assertEq(storedUses, uses, "uses");
        assertEq(storedDuration, duration, "duration");
        assertEq(storedTransferable, transferable, "transferable");
    }
}
