// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {Ruled} from "../../utils/Ruled.sol";

contract ComplianceConditionsHashTest is Ruled {
    /// @dev Where the fields of conditions begin in the data of a call.
    uint256 private constant HEAD = 4 + 32;
    uint256 private constant FIELDS = 16;

    function test_RevertWhen_ThereAreNoTiersOrMoreThanFour() public {
        ICompliance.Conditions memory conditions = aTenth();
        for (uint256 count = 0; count < 7; ++count) {
            conditions.tiers = new ICompliance.Tier[](count);
            for (uint128 i = 0; i < count; ++i) conditions.tiers[i].from = i;
            if (count == 0 || count > 4) _refuse(conditions);
            else _accept(conditions);
        }
    }

    function test_RevertWhen_TiersDoNotAscendFromZero() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.tiers[0].from = 1;
        _refuse(conditions);
        conditions.tiers = threeTiers([ALL, 0, ALL], 5, 5);
        _refuse(conditions);
        conditions.tiers = threeTiers([ALL, 0, ALL], 6, 5);
        _refuse(conditions);
        conditions.tiers = threeTiers([ALL, 0, ALL], 0, 5);
        _refuse(conditions);
        conditions.tiers = threeTiers([ALL, 0, ALL], type(uint128).max - 1, type(uint128).max);
        _accept(conditions);
    }

    function test_RevertWhen_AShareIsMoreThanAll() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.tiers = threeTiers([ALL, ALL, ALL], 1, 2);
        _accept(conditions);
        for (uint256 i = 0; i < 3; ++i) {
            conditions.tiers[i].share = ALL + 1;
            _refuse(conditions);
            conditions.tiers[i].share = ALL;
        }
    }

    function test_RevertWhen_ThereIsNoPeriod() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.period = 0;
        _refuse(conditions);
        conditions.inMonths = true;
        _refuse(conditions);
        conditions.period = 1;
        _accept(conditions);
    }

    function test_RevertWhen_L13_TheCapIsBelowTheMinimum() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.cap = 999;
        _refuse(conditions);
        conditions.cap = 1000;
        _accept(conditions);
        // Zero is no cap.
        conditions.cap = 0;
        _accept(conditions);
    }

    function test_RevertWhen_AnArbitratorHasNoTime_OrTimeNoArbitrator() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.arbitrator = eve;
        _refuse(conditions);
        conditions.silence = 1;
        _accept(conditions);
        conditions.arbitrator = address(0);
        _refuse(conditions);
    }

    /// @dev As the interface says. Whoever asks, and however.
    function test_IsTheHashOfTheConditions() public {
        ICompliance.Conditions memory conditions = _everything();
        bytes32 hash = keccak256(abi.encode(conditions));
        assertEq(compliance.conditionsHash(conditions), hash, "hash");
        bytes memory answer = batch(
            eve,
            address(compliance),
            0,
            abi.encodeCall(ICompliance.conditionsHash, (conditions))
        );
        assertEq(bytes32(answer), hash, "in a batch");
    }

    /// @dev The same conditions, written with a gap before what is dynamic, have the same hash, and count the same.
    function test_L12_AnotherEncoding_IsTheSame() public {
        ICompliance.Conditions memory conditions = _everything();
        bytes memory usual = abi.encodeCall(ICompliance.conditionsHash, (conditions));
        bytes memory other = _withGap(usual, HEAD);
        assertEq(keccak256(usual) == keccak256(other), false, "another encoding");
        (bool success, bytes memory answer) = address(compliance).call(other);
        assertEq(success, true, "understood");
        assertEq(bytes32(answer), keccak256(abi.encode(conditions)), "the same hash");
        // The same with what fills up the last word of the extra data.
        usual[usual.length - 1] = 0x01;
        (success, answer) = address(compliance).call(usual);
        assertEq(success, true, "understood");
        assertEq(bytes32(answer), keccak256(abi.encode(conditions)), "the same hash");
    }

    function test_L12_AnotherEncoding_OwesTheSame() public {
        Deal memory deal = dealOf(_everything());
        vm.warp(NOW + 100 days);
        bytes memory data = abi.encodeCall(
            ICompliance.report,
            (deal.licence, deal.terms, deal.conditions, usageOf(0, 7, 90_000), unpaid())
        );
        // Licence, 18 words of terms, where the conditions begin, 4 words of usage and 3 of payment come before them.
        vm.prank(maya);
        (bool success, bytes memory answer) = address(compliance).call(_withGap(data, 4 + 27 * 32));
        assertEq(success, true, "understood");
        assertEq(uint256(bytes32(answer)), 9007, "owed");
    }

    /// @dev Bits beyond a field's own: no second conditions under the same name.
    function test_RevertWhen_L12_AFieldIsNotClean() public {
        bytes memory data = abi.encodeCall(ICompliance.conditionsHash, (_everything()));
        for (uint256 field = 0; field < FIELDS + 4; ++field) {
            // Where the tiers and the extra data begin; then come the length of the tiers and the first of them.
            if (field == 1 || field == 14 || field == FIELDS) continue;
            uint256 place = HEAD + field * 32;
            data[place] = 0x01;
            (bool success, ) = address(compliance).call(data);
            assertEq(success, false, "the first bits");
            data[place] = 0;
        }
        uint8[4] memory choices = [2, 4, 5, 10];
        for (uint256 i = 0; i < 4; ++i) {
            uint256 place = HEAD + uint256(choices[i]) * 32 + 31;
            bytes1 kept = data[place];
            data[place] = 0x02;
            (bool success, ) = address(compliance).call(data);
            assertEq(success, false, "neither yes nor no");
            data[place] = kept;
        }
        (bool clean, ) = address(compliance).call(data);
        assertEq(clean, true, "clean");
    }

    /// @dev Every field counts.
    function testFuzz_L12_AnyFieldDiffers_TheHashDoes(uint256 field) public {
        bytes memory data = abi.encodeCall(ICompliance.conditionsHash, (_everything()));
        field = bound(field, 0, FIELDS + 3);
        if (field == 1 || field == 14 || field == FIELDS) return;
        // The first tier begins at 0.
        if (field == FIELDS + 1) return;
        uint256 place = HEAD + field * 32 + 31;
        data[place] = bytes1(uint8(data[place]) ^ 1);
        (bool success, bytes memory answer) = address(compliance).call(data);
        assertEq(success, true, "valid too");
        vm.assertNotEq(bytes32(answer), keccak256(abi.encode(_everything())), "another hash");
    }

    /* HELPERS */

    function _accept(ICompliance.Conditions memory conditions) private view {
        assertEq(compliance.conditionsHash(conditions), keccak256(abi.encode(conditions)), "accepted");
    }

    function _refuse(ICompliance.Conditions memory conditions) private {
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_InvalidConditions.selector));
        compliance.conditionsHash(conditions);
    }

    /// @dev Of every field something, so that one bit more or less is still valid.
    function _everything() private view returns (ICompliance.Conditions memory conditions) {
        conditions = aTenth();
        conditions.tiers = threeTiers([ALL / 10, ALL / 8, ALL / 5], 5_000, 10_000);
        conditions.tiers[0].perUnit = 1;
        (conditions.currency, conditions.byRevenue) = (address(uint160(2 ** 64)), true);
        (conditions.tiers[1].from, conditions.tiers[2].from) = (500_000, 600_000);
        (conditions.cap, conditions.lifeCap, conditions.advance) = (100_000, 1_000_000, 10);
        (conditions.carriesOver, conditions.perSeat, conditions.grace) = (true, true, 5 days);
        (conditions.arbitrator, conditions.extraData, conditions.silence) = (eve, "court 3", 100 days);
    }

    /// @dev The same call with 32 bytes of nothing between the fields of the conditions and what they point to.
    function _withGap(bytes memory data, uint256 head) private pure returns (bytes memory gapped) {
        uint256 end = head + FIELDS * 32;
        gapped = new bytes(data.length + 32);
        for (uint256 i = 0; i < end; ++i) gapped[i] = data[i];
        for (uint256 i = 0; i < 32; ++i) gapped[end + i] = 0xff;
        for (uint256 i = end; i < data.length; ++i) gapped[i + 32] = data[i];
        _addTo(gapped, head + 32);
        _addTo(gapped, head + 14 * 32);
    }

    function _addTo(bytes memory data, uint256 place) private pure {
        assembly ("memory-safe") {
            let word := add(add(data, 32), place)
            mstore(word, add(mload(word), 32))
        }
    }
}
