// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITimestamps} from "../../../contracts/interfaces/ITimestamps.sol";
import {Deployed} from "../../utils/Deployed.sol";
import {Vm} from "../../utils/Vm.sol";

contract TimestampsCommitTest is Deployed {
    function test_RevertWhen_R05_CommitmentIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(ITimestamps.Timestamps_ZeroCommitment.selector));
        timestamps.commit(0);
    }

    function test_RevertWhen_EthIsSent() public {
        (bool success, ) = address(timestamps).call{value: 1}(abi.encodeCall(ITimestamps.commit, ("x")));
        assertEq(success, false, "ETH could never leave again");
    }

    function test_WhenR01_AWatcherSendsTheCommitmentFirst_TheOriginalStillGoesThrough() public {
        bytes32 commitment = timestamps.commitmentOf(ines, CONTENT, "salt");
        vm.recordLogs();
        vm.prank(eve);
        timestamps.commit(commitment);
        vm.prank(ines);
        timestamps.commit(commitment);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 2, "logs");
        assertEq(logs[0].topics[2], bytes32(uint256(uint160(eve))), "first sender");
        assertEq(logs[1].topics[2], bytes32(uint256(uint160(ines))), "second sender");
        assertEq(logs[0].topics[3], logs[1].topics[3], "the same commitment, with Ines inside");
        assertEq(timestamps.commitmentOf(eve, CONTENT, "salt") == commitment, false, "Eve cannot open it");
    }

    function testFuzz_EmitsTheBlocksTimeTheSenderAndTheCommitment(
        uint40 time,
        address sender,
        bytes32 commitment
    ) public {
        if (commitment == 0) commitment = "x";
        vm.warp(time);
        vm.expectEmit(address(timestamps));
        emit ITimestamps.Commit(time, sender, commitment, "");
        vm.recordLogs();
        vm.record();
        vm.prank(sender);
        timestamps.commit(commitment);
        assertLogCount(1, "one event");
        (, bytes32[] memory writes) = vm.accesses(address(timestamps));
        assertEq(writes.length, 0, "no storage");
    }
}
