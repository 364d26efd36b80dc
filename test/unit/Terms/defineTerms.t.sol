// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {PlainToken} from "../../mocks/Tokens.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract TermsDefineTermsTest is Deployed {
    function test_RevertWhen_ThereAreNoUses() public {
        ITerms.Terms memory what = someTerms();
        what.uses = 0;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_NoUses.selector));
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
        what.revenueShare = ALL + 1;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_ShareAboveAll.selector, ALL + 1));
        what.revenueShare = type(uint32).max;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_ShareAboveAll.selector, type(uint32).max));
        what.revenueShare = ALL;
        _accept(what);
    }

    function test_RevertWhen_AShareOfDerivativesIsAsked_ThatAreNotAllowed() public {
        ITerms.Terms memory what = someTerms();
        what.upstreamShare = 1;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_UpstreamWithoutDerivatives.selector, 1));
        what.derivatives = ITerms.Derivatives.Allowed;
        _accept(what);
        what.derivatives = ITerms.Derivatives.ShareAlike;
        _accept(what);
    }

    function test_RevertWhen_MoneyIsAskedForReports_ThatAreNeverDue() public {
        bytes memory reason = abi.encodeWithSelector(ITerms.Terms_RoyaltyWithoutPeriod.selector);
        ITerms.Terms memory what = someTerms();
        what.perUnit = 1;
        _refuse(what, reason);
        what = someTerms();
        what.minimum = 1;
        _refuse(what, reason);
        what = someTerms();
        what.cap = 1;
        _refuse(what, reason);
        what = someTerms();
        what.currency = address(new PlainToken(6));
        _refuse(what, reason);
        what = someTerms();
        what.revenueShare = 1;
        _refuse(what, reason);
        // Of the price of sublicences a share may be asked without reports.
        what.sublicensing = 1;
        _accept(what);
        // With a period everything may be asked.
        what = _allOptions();
        what.period = 1;
        _accept(what);
    }

    function test_RevertWhen_L13_TheCapIsBelowTheMinimum() public {
        ITerms.Terms memory what = _allOptions();
        (what.cap, what.minimum) = (99, 100);
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_CapBelowMinimum.selector, 99, 100));
        (what.cap, what.minimum) = (100, 100);
        _accept(what);
        // Zero is no cap.
        (what.cap, what.minimum) = (0, 100);
        _accept(what);
    }

    function test_RevertWhen_L07_TheCurrencyHasNoCode() public {
        ITerms.Terms memory what = _allOptions();
        what.currency = eve;
        _refuse(what, abi.encodeWithSelector(ITerms.Terms_NotAToken.selector, eve));
    }

    /// @dev Neither an exclusivity nor a kind of derivatives beyond the last: the decoder refuses them.
    function test_RevertWhen_AChoiceDoesNotExist() public {
        bytes memory data = abi.encodeCall(ITerms.defineTerms, (someTerms()));
        uint256[2] memory fields = [uint256(3), 6];
        for (uint256 i = 0; i < 2; ++i) {
            data[4 + fields[i] * 32 + 31] = bytes1(uint8(3));
            (bool success, ) = address(terms).call(data);
            assertEq(success, false, "one past the last");
            data[4 + fields[i] * 32 + 31] = bytes1(uint8(2));
            (success, ) = address(terms).call(data);
            assertEq(success, true, "the last");
        }
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

    /// @dev Everything that a purchase reads arrives in Licences; nothing else is stored.
    function testFuzz_RecordsAndTellsTheTerms(
        uint64 uses,
        uint256 territories,
        uint40 duration,
        uint256 dice,
        uint96[3] memory amounts,
        bytes32 deed
    ) public {
        ITerms.Terms memory what = ITerms.Terms({
            uses: uses == 0 ? 1 : uses,
            territories: territories == 0 ? WORLDWIDE : territories,
            duration: duration == 0 ? FOREVER : duration,
            exclusivity: ITerms.Exclusivity(dice % 3),
            transferable: (dice >> 8) % 2 == 0,
            sublicensing: uint8((dice >> 16) % 9),
            derivatives: ITerms.Derivatives((dice >> 24) % 3),
            upstreamShare: (dice >> 24) % 3 == 0 ? 0 : uint32((dice >> 32) % (ALL + 1)),
            cure: uint32(dice >> 64),
            revenueShare: uint32((dice >> 96) % (ALL + 1)),
            period: uint32(dice >> 128) | 1,
            currency: (dice >> 160) % 2 == 0 ? ETH : address(new PlainToken(18)),
            perUnit: amounts[0],
            minimum: amounts[1],
            cap: amounts[2] != 0 && amounts[2] < amounts[1] ? amounts[1] : amounts[2],
            deed: deed == 0 ? bytes32("deed") : deed
        });
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
        ILicences.Offer memory offer = offerOf(work, ines, id);
        publish(offer);
        uint256 token = LicenceId.unwrap(buy(maya, offer));
        uint256 end = block.timestamp + what.duration;
        assertEq(licences.endTime(token), end >= FOREVER ? 0 : end, "duration");
        assertEq(licences.locked(token), !what.transferable, "transferable");
        for (uint256 bit = 0; bit < 256; bit += 5) {
            (ILicences.Reason reason, ) = licences.isLicensed(maya, LicenceId.wrap(token), uint8(bit), 0, uint40(NOW));
            bool covered = bit < 64 && (uint256(what.uses) >> bit) & 1 == 1;
            if (!covered) assertEq(uint256(reason), uint256(ILicences.Reason.UseNotCovered), "use");
            else assertEq(reason == ILicences.Reason.UseNotCovered, false, "use");
        }
        (TermsId other, ) = licences.conflictOf(work, NO_PARENT, id);
        bool alone = what.exclusivity != ITerms.Exclusivity.NonExclusive;
        assertEq(_bytes(other), alone ? _bytes(id) : bytes32(0), "exclusivity");
    }

    function testFuzz_L12_AnyFieldDiffers_TheyAreOtherTerms(uint256 field) public {
        ITerms.Terms memory what = _allOptions();
        what.derivatives = ITerms.Derivatives.Allowed;
        bytes memory data = abi.encodeCall(ITerms.termsIdOf, (what));
        TermsId id = terms.termsIdOf(what);
        field = bound(field, 0, 15);
        // The last bit of each of the sixteen fields is free to change.
        data[4 + field * 32 + 31] = bytes1(uint8(data[4 + field * 32 + 31]) ^ 1);
        (bool success, bytes memory result) = address(terms).call(data);
        assertEq(success, true, "a name");
        vm.assertNotEq(bytes32(result), _bytes(id), "another name");
    }

    /* HELPERS */

    function _allOptions() private pure returns (ITerms.Terms memory what) {
        what = someTerms();
        what.exclusivity = ITerms.Exclusivity.NonExclusive;
        what.sublicensing = 2;
        what.derivatives = ITerms.Derivatives.ShareAlike;
        what.upstreamShare = ALL / 10;
        what.cure = 30 days;
        what.revenueShare = ALL / 20;
        what.period = 90 days;
        what.perUnit = 3;
        what.minimum = 100;
        what.cap = 1_000;
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
