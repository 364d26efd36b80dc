// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract TermsDefineTermsTest is Deployed {
    uint256 private constant FIELDS = 18;

    function test_RevertWhen_ThereAreNoUses() public {
        ITerms.Terms memory what = someTerms();
        what.uses = 0;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_NoUses.selector));
    }

    function test_RevertWhen_ThereAreNoPurposes() public {
        ITerms.Terms memory what = someTerms();
        what.purposes = 0;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_NoPurposes.selector));
    }

    function test_RevertWhen_ThereAreNoTerritories() public {
        ITerms.Terms memory what = someTerms();
        what.territories = 0;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_NoTerritories.selector));
    }

    function test_RevertWhen_TheDurationIsZero() public {
        ITerms.Terms memory what = someTerms();
        what.duration = 0;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_ZeroDuration.selector));
    }

    function test_RevertWhen_R05_TheDeedIsZero() public {
        ITerms.Terms memory what = someTerms();
        what.deed = 0;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_ZeroDeed.selector));
    }

    function test_RevertWhen_L09_SublicencesWouldBeDeeperThanEight() public {
        ITerms.Terms memory what = someTerms();
        what.sublicensing = 9;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_TooDeep.selector, 9, 8));
        what.sublicensing = 255;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_TooDeep.selector, 255, 8));
        what.sublicensing = 8;
        _accept(what);
    }

    function test_RevertWhen_Y08_AShareIsMoreThanAll() public {
        ITerms.Terms memory what = _allOptions();
        what.upstreamShare = ALL + 1;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_ShareAboveAll.selector, ALL + 1));
        what.upstreamShare = ALL;
        what.sublicenceShare = ALL + 1;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_ShareAboveAll.selector, ALL + 1));
        what.sublicenceShare = type(uint32).max;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_ShareAboveAll.selector, type(uint32).max));
        what.sublicenceShare = ALL;
        _accept(what);
    }

    function test_RevertWhen_AShareOfSublicencesIsAsked_ThatAreNotAllowed() public {
        ITerms.Terms memory what = someTerms();
        what.sublicenceShare = 1;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_WithoutSublicences.selector));
        what.sublicensing = 1;
        _accept(what);
    }

    /// @dev A share, a number of works, or what may be made of them.
    function test_RevertWhen_SomethingIsAskedOfDerivatives_ThatAreNotAllowed() public {
        bytes memory reason = abi.encodeWithSelector(ITerms.Terms_WithoutDerivatives.selector);
        for (uint256 i = 0; i < 4; ++i) {
            ITerms.Terms memory what = someTerms();
            if (i == 0) what.upstreamShare = 1;
            if (i == 1) what.works = 1;
            if (i == 2) what.further = ITerms.Further.OwesOn;
            if (i == 3) what.further = ITerms.Further.EndsThere;
            _refuse(what, reason);
            what.derivatives = ITerms.Derivatives.Allowed;
            _accept(what);
            what.derivatives = ITerms.Derivatives.ShareAlike;
            _accept(what);
        }
    }

    function test_RevertWhen_L04_MoreWorksThanCanBeCounted() public {
        ITerms.Terms memory what = _allOptions();
        what.works = 64;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_TooManyWorks.selector, 64, 63));
        what.works = 255;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_TooManyWorks.selector, 255, 63));
        what.works = 63;
        _accept(what);
    }

    /// @dev No contract, so nobody who could ever count or end anything: an account, or nothing at all.
    function test_RevertWhen_L07_TheRulesAreNoContract() public {
        ITerms.Terms memory what = someTerms();
        what.rules = eve;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_NoContract.selector, eve));
        what.rules = address(compliance);
        _accept(what);
        what.rules = address(royalties);
        _accept(what);
    }

    function test_RevertWhen_ConditionsAreNamed_ButNoRules() public {
        bytes memory reason = abi.encodeWithSelector(ITerms.Terms_WithoutRules.selector);
        ITerms.Terms memory what = someTerms();
        what.conditions = "conditions";
        _refuse(what, reason);
        what.rules = address(compliance);
        _accept(what);
        what = someTerms();
        what.passesDown = true;
        _refuse(what, reason);
        what.rules = address(compliance);
        _accept(what);
        // To fall with a parent that has rules, none of one's own are needed.
        what = someTerms();
        what.fallsWithParent = true;
        _accept(what);
    }

    /// @dev Neither an exclusivity, nor a kind of derivatives, nor what may be made of them beyond the last: the decoder
    /// refuses them, and every bit beyond a field's own.
    function test_RevertWhen_AFieldIsNotClean() public {
        ITerms.Terms memory what = _allOptions();
        bytes memory data = abi.encodeCall(ITerms.defineTerms, (what));
        uint8[3] memory choices = [5, 11, 14];
        for (uint256 i = 0; i < 3; ++i) {
            uint256 place = 4 + uint256(choices[i]) * 32 + 31;
            data[place] = bytes1(uint8(3));
            _define(data, false, "one past the last");
            data[place] = bytes1(uint8(2));
            _define(data, true, "the last");
        }
        for (uint256 field = 0; field < FIELDS; ++field) {
            bool whole = field == 2 || field == 3 || field >= 16;
            bytes1 kept = data[4 + field * 32];
            data[4 + field * 32] = 0x01;
            _define(data, whole, "the first bits");
            data[4 + field * 32] = kept;
        }
    }

    function _define(bytes memory data, bool expected, string memory why) private {
        (bool success, ) = address(terms).call(data);
        assertEq(success, expected, why);
    }

    /// @dev Whoever defines terms first has no say in them: they stay what their hash says.
    function test_WhenR01_TheTermsAreKnown_NothingChanges() public {
        TermsId id = terms.defineTerms(someTerms());
        vm.recordLogs();
        vm.record();
        vm.prank(eve);
        assertEq(_bytes(terms.defineTerms(someTerms())), _bytes(id), "the same name");
        assertLogCount(0, "no event");
        (, bytes32[] memory writes) = vm.accesses(address(licences));
        assertEq(writes.length, 0, "no storage");
    }

    function test_WhenSentInABatch_TheyAreDefined() public {
        batch(eve, address(terms), 0, abi.encodeCall(ITerms.defineTerms, (someTerms())));
        assertEq(licences.isDefined(terms.termsIdOf(someTerms())), true, "defined");
    }

    /// @dev What a batch appends is no part of the terms.
    function test_WhenSentInABatch_TheRulesHold() public {
        ITerms.Terms memory what = someTerms();
        what.uses = 0;
        vm.expectRevert(abi.encodeWithSelector(ITerms.Terms_NoUses.selector));
        this.batchAs(abi.encodeCall(ITerms.defineTerms, (what)));
    }

    function batchAs(bytes calldata data) external {
        batch(eve, address(terms), 0, data);
    }

    /// @dev What most terms have takes one slot; a field, places, and rules that pass down one more each.
    function test_KeepsWhatAPurchaseReads_AndNoMore() public {
        ITerms.Terms memory what = someTerms();
        assertEq(_slotsOf(what), 1, "plain");
        what.rules = address(compliance);
        (what.conditions, what.deed) = ("conditions", "rules");
        assertEq(_slotsOf(what), 1, "with rules");
        what.field = "field";
        assertEq(_slotsOf(what), 2, "and a field");
        what.territories = 1;
        assertEq(_slotsOf(what), 3, "and one place");
        what.passesDown = true;
        assertEq(_slotsOf(what), 4, "and rules that pass down");
    }

    /// @dev Everything that a purchase reads arrives in Licences; nothing else is stored.
    function testFuzz_RecordsAndTellsTheTerms(
        uint64 uses,
        uint32 purposes,
        uint256 territories,
        uint40 duration,
        bytes32 field,
        uint256 dice
    ) public {
        ITerms.Terms memory what = _random(dice);
        (what.uses, what.purposes) = (uses == 0 ? 1 : uses, purposes == 0 ? 1 : purposes);
        (what.territories, what.field) = (
            territories == 0 ? WORLDWIDE : territories,
            dice % 5 == 0 ? bytes32(0) : field
        );
        what.duration = duration == 0 ? FOREVER : duration;
        TermsId expected = TermsId.wrap(bytes24(keccak256(abi.encode(what))));
        assertEq(licences.isDefined(expected), false, "not yet");

        vm.expectEmit(address(terms));
        emit ITerms.TermsDefined(expected, what);
        vm.recordLogs();
        vm.record();
        vm.prank(eve);
        TermsId id = terms.defineTerms(what);

        assertLogCount(1, "events");
        (, bytes32[] memory writes) = vm.accesses(address(terms));
        assertEq(writes.length, 0, "Terms keeps nothing");
        assertEq(_bytes(id), _bytes(expected), "name");
        assertEq(licences.isDefined(id), true, "defined");

        WorkId work = register(ines, CONTENT);
        IOffers.Offer memory offer = offerOf(work, ines, id);
        publish(offer);
        uint256 token = LicenceId.unwrap(buy(maya, offer));
        uint256 end = vm.getBlockTimestamp() + what.duration;
        assertEq(licences.endTime(token), end >= FOREVER ? 0 : end, "duration");
        assertEq(licences.locked(token), !what.transferable, "transferable");
        _checkUses(what, LicenceId.wrap(token));
        (TermsId other, ) = licences.conflictOf(work, NO_PARENT, id, 0);
        bool alone = what.exclusivity != ITerms.Exclusivity.NonExclusive;
        assertEq(_bytes(other), alone ? _bytes(id) : bytes32(0), "exclusivity");
    }

    function testFuzz_L12_AnyFieldDiffers_TheyAreOtherTerms(uint256 field) public {
        ITerms.Terms memory what = _allOptions();
        what.derivatives = ITerms.Derivatives.Allowed;
        bytes memory data = abi.encodeCall(ITerms.termsIdOf, (what));
        TermsId id = terms.termsIdOf(what);
        field = bound(field, 0, FIELDS - 1);
        // The last bit of each of the fields is free to change.
        data[4 + field * 32 + 31] = bytes1(uint8(data[4 + field * 32 + 31]) ^ 1);
        (bool success, bytes memory result) = address(terms).call(data);
        assertEq(success, true, "a name");
        vm.assertNotEq(bytes32(result), _bytes(id), "another name");
    }

    /* HELPERS */

    /// @dev Act, purpose, place and field are asked in this order.
    function _checkUses(ITerms.Terms memory what, LicenceId licence) private view {
        for (uint256 bit = 0; bit < 256; bit += 5) {
            ILicences.Use memory use = ILicences.Use(uint8(bit), uint8(bit), uint8(bit), what.field, uint40(NOW));
            bool used = bit < 64 && (what.uses >> bit) & 1 == 1;
            bool meant = bit < 32 && (what.purposes >> bit) & 1 == 1;
            bool there = (what.territories >> bit) & 1 == 1;
            (ILicences.Reason reason, ) = licences.isLicensed(maya, licence, use);
            ILicences.Reason expected = ILicences.Reason.Licensed;
            if (!used) expected = ILicences.Reason.UseNotCovered;
            else if (!meant) expected = ILicences.Reason.PurposeNotCovered;
            else if (!there) expected = ILicences.Reason.TerritoryNotCovered;
            assertEq(uint256(reason), uint256(expected), "covered");
            if (expected != ILicences.Reason.Licensed || what.field == 0) continue;
            use.field = 0;
            (reason, ) = licences.isLicensed(maya, licence, use);
            assertEq(uint256(reason), uint256(ILicences.Reason.FieldNotCovered), "field");
        }
    }

    function _random(uint256 dice) private pure returns (ITerms.Terms memory what) {
        what = someTerms();
        what.exclusivity = ITerms.Exclusivity(dice % 3);
        what.transferable = (dice >> 8) % 2 == 0;
        what.sublicensing = uint8((dice >> 16) % 9);
        if (what.sublicensing != 0) what.sublicenceShare = uint32((dice >> 96) % (ALL + 1));
        what.derivatives = ITerms.Derivatives((dice >> 24) % 3);
        if (what.derivatives != ITerms.Derivatives.None) {
            what.upstreamShare = uint32((dice >> 32) % (ALL + 1));
            what.works = uint8((dice >> 64) % 64);
            what.further = ITerms.Further((dice >> 72) % 3);
        }
        what.fallsWithParent = (dice >> 80) % 2 == 0;
        what.deed = keccak256(abi.encode(dice));
    }

    function _allOptions() private view returns (ITerms.Terms memory what) {
        what = someTerms();
        (what.field, what.sublicensing, what.sublicenceShare) = ("field", 2, ALL / 4);
        (what.derivatives, what.further, what.works) = (ITerms.Derivatives.ShareAlike, ITerms.Further.OwesOn, 5);
        (what.upstreamShare, what.exclusivity) = (ALL / 10, ITerms.Exclusivity.Sole);
        (what.rules, what.conditions, what.passesDown) = (address(compliance), "conditions", true);
        what.fallsWithParent = true;
    }

    function _slotsOf(ITerms.Terms memory what) private returns (uint256 slots) {
        vm.record();
        terms.defineTerms(what);
        (, bytes32[] memory writes) = vm.accesses(address(licences));
        bytes32 last;
        for (uint256 i = 0; i < writes.length; ++i) {
            if (writes[i] != last) ++slots;
            last = writes[i];
        }
    }

    function _accept(ITerms.Terms memory what) private {
        assertEq(licences.isDefined(terms.defineTerms(what)), true, "defined");
    }

    function _refuse(ITerms.Terms memory what, bytes memory reason) private {
        vm.expectRevert(reason);
        terms.defineTerms(what);
        assertEq(licences.isDefined(terms.termsIdOf(what)), false, "not defined");
    }

    function _bytes(TermsId id) private pure returns (bytes32) {
        return TermsId.unwrap(id);
    }
}
