// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Content} from "../../utils/Content.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract WorksDiscloseTest is Deployed {
    function test_RevertWhen_TheWorkIsUnknown() public {
        WorkId unknown = works.workIdOf(ines, "unknown");
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotController.selector, unknown, ines));
        vm.prank(ines);
        works.disclose(unknown, ines, "unknown", nothing());
    }

    function test_RevertWhen_TheCallerIsNotTheController() public {
        WorkId work = register(ines, CONTENT);
        transferWork(work, ines, maya);
        address[3] memory strangers = [ines, eve, deployer];
        for (uint256 i = 0; i < strangers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotController.selector, work, strangers[i]));
            vm.prank(strangers[i]);
            works.disclose(work, ines, CONTENT, nothing());
        }
    }

    function test_RevertWhen_R02_ClaimantOrContentRootIsAnother() public {
        WorkId work = register(ines, CONTENT);
        vm.startPrank(ines);
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_DoesNotOpen.selector, work, CONTENT));
        works.disclose(work, eve, CONTENT, nothing());
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_DoesNotOpen.selector, work, bytes32("other")));
        works.disclose(work, ines, "other", nothing());
    }

    /// @dev Somebody who registers a content root they know nothing of cannot disclose its files without their proofs.
    function test_RevertWhen_R04_TheContentIsSomebodyElsesSecret() public {
        Content.File[] memory files = Content.files(4, 1);
        bytes32 root = Content.rootOf(files, "head");
        WorkId copy = register(eve, root);
        IWorks.Disclosure[] memory guess = new IWorks.Disclosure[](1);
        guess[0] = IWorks.Disclosure(files[0].digest, 0, new bytes32[](0));
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotInContent.selector, root, files[0].digest));
        vm.prank(eve);
        works.disclose(copy, eve, root, guess);
    }

    function test_RevertWhen_R08_AnInnerNodePosesAsAFile() public {
        Content.File[] memory files = Content.files(4, 1);
        bytes32 root = Content.rootOf(files, "head");
        WorkId work = register(ines, root);
        bytes32[] memory nodes = Content.nodesOf(files);
        // Node 1 has the children 3 and 4. Offer them as digest and blinding, with the path of node 1.
        (bytes32 a, bytes32 b) = nodes[3] < nodes[4] ? (nodes[3], nodes[4]) : (nodes[4], nodes[3]);
        IWorks.Disclosure[] memory forged = new IWorks.Disclosure[](1);
        forged[0] = IWorks.Disclosure(a, b, new bytes32[](2));
        (forged[0].proof[0], forged[0].proof[1]) = (nodes[2], "head");
        assertEq(Content.pair(Content.pair(Content.pair(a, b), nodes[2]), "head"), root, "the path is right");
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotInContent.selector, root, a));
        vm.prank(ines);
        works.disclose(work, ines, root, forged);
    }

    function test_RevertWhen_R08_TheProofIsTooShortTooLongOrAltered() public {
        Content.File[] memory files = Content.files(5, 1);
        bytes32 root = Content.rootOf(files, "head");
        WorkId work = register(ines, root);
        IWorks.Disclosure memory right = Content.disclosureOf(files, "head", 3);
        bytes32[] memory proof = right.proof;

        bytes32[] memory shorter = new bytes32[](proof.length - 1);
        for (uint256 i = 0; i < shorter.length; ++i) shorter[i] = proof[i];
        bytes32[] memory longer = new bytes32[](proof.length + 1);
        for (uint256 i = 0; i < proof.length; ++i) longer[i] = proof[i];
        _refuse(work, root, IWorks.Disclosure(right.digest, right.blinding, shorter));
        _refuse(work, root, IWorks.Disclosure(right.digest, right.blinding, longer));
        _refuse(work, root, IWorks.Disclosure(right.digest, right.blinding, new bytes32[](0)));
        _refuse(work, root, IWorks.Disclosure(right.digest, bytes32(uint256(right.blinding) ^ 1), proof));
        _refuse(work, root, IWorks.Disclosure(bytes32(uint256(right.digest) ^ 1), right.blinding, proof));
        _refuse(work, root, IWorks.Disclosure(right.blinding, right.digest, proof));
        for (uint256 i = 0; i < proof.length; ++i) {
            proof[i] = bytes32(uint256(proof[i]) ^ 1);
            _refuse(work, root, IWorks.Disclosure(right.digest, right.blinding, proof));
            proof[i] = bytes32(uint256(proof[i]) ^ 1);
        }
    }

    /// @dev One bad file refuses all of them.
    function test_RevertWhen_R08_OneOfSeveralIsBad() public {
        Content.File[] memory files = Content.files(3, 1);
        bytes32 root = Content.rootOf(files, "head");
        WorkId work = register(ines, root);
        IWorks.Disclosure[] memory all = Content.disclosuresOf(files, "head");
        all[2].digest = sha256("");
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotInContent.selector, root, sha256("")));
        vm.prank(ines);
        works.disclose(work, ines, root, all);
    }

    function test_WhenTheWorkWasRevised_TheFirstContentCanStillBeDisclosed() public {
        Content.File[] memory files = Content.files(1, 1);
        bytes32 root = Content.rootOf(files, "head");
        WorkId work = register(ines, root);
        vm.startPrank(ines);
        works.revise(work, "new", 0, "metadata", nothing());
        vm.expectEmit(address(works));
        emit IWorks.FileDisclosed(work, files[0].digest, root);
        works.disclose(work, ines, root, Content.disclosuresOf(files, "head"));
    }

    function test_WhenSentInABatch_TheSenderIsTheController() public {
        Content.File[] memory files = Content.files(1, 1);
        bytes32 root = Content.rootOf(files, "head");
        WorkId work = register(ines, root);
        IWorks.Disclosure[] memory all = Content.disclosuresOf(files, "head");
        vm.recordLogs();
        batch(ines, address(works), 0, abi.encodeCall(IWorks.disclose, (work, ines, root, all)));
        assertLogCount(1, "events");
    }

    function testFuzz_R08_AnyFileOfAnyManifestCanBeDisclosed(uint256 count, uint256 index, uint256 seed) public {
        count = bound(count, 1, 40);
        index = bound(index, 0, count - 1);
        Content.File[] memory files = Content.files(count, seed);
        bytes32 root = Content.rootOf(files, bytes32(seed));
        WorkId work = register(ines, root);
        IWorks.Disclosure[] memory one = new IWorks.Disclosure[](1);
        one[0] = Content.disclosureOf(files, bytes32(seed), index);

        transferWork(work, ines, maya);
        vm.expectEmit(address(works));
        emit IWorks.FileDisclosed(work, files[index].digest, root);
        vm.recordLogs();
        vm.record();
        vm.prank(maya);
        works.disclose(work, ines, root, one);

        assertLogCount(1, "events");
        (, bytes32[] memory writes) = vm.accesses(address(works));
        assertEq(writes.length, 0, "nothing is stored");
    }

    function _refuse(WorkId work, bytes32 root, IWorks.Disclosure memory disclosure) private {
        IWorks.Disclosure[] memory one = new IWorks.Disclosure[](1);
        one[0] = disclosure;
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotInContent.selector, root, disclosure.digest));
        vm.prank(ines);
        works.disclose(work, ines, root, one);
    }
}
