// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Timestamps} from "../../../contracts/Timestamps.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract TimestampsCommitmentOfTest is Deployed {
    function testFuzz_R02_FollowsThePublishedFormula(address claimant, bytes32 contentRoot, bytes32 salt) public view {
        bytes32 typehash = keccak256(
            "Commitment(uint256 chainId,address timestamps,address claimant,bytes32 contentRoot,bytes32 salt)"
        );
        bytes32 expected = keccak256(
            abi.encode(typehash, block.chainid, address(timestamps), claimant, contentRoot, salt)
        );
        assertEq(timestamps.commitmentOf(claimant, contentRoot, salt), expected, "commitment");
    }

    function test_WhenR02_AnyPartDiffers_ItIsAnotherCommitment() public {
        bytes32 commitment = timestamps.commitmentOf(ines, CONTENT, "salt");
        vm.assertNotEq(timestamps.commitmentOf(eve, CONTENT, "salt"), commitment, "claimant");
        vm.assertNotEq(timestamps.commitmentOf(ines, "other", "salt"), commitment, "content root");
        vm.assertNotEq(timestamps.commitmentOf(ines, CONTENT, "other"), commitment, "salt");
        Timestamps other = Timestamps(create(codeOf("Timestamps")));
        vm.assertNotEq(other.commitmentOf(ines, CONTENT, "salt"), commitment, "contract");
    }

    function test_WhenR06_TheChainSplits_TheIdIsPartOfTheCommitment() public {
        bytes32 before = timestamps.commitmentOf(ines, CONTENT, "salt");
        vm.chainId(block.chainid + 1);
        vm.assertNotEq(timestamps.commitmentOf(ines, CONTENT, "salt"), before, "chain");
    }
}
