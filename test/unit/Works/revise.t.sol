// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Content} from "../../utils/Content.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract WorksReviseTest is Deployed {
    WorkId private _work;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
    }

    function test_RevertWhen_TheWorkIsUnknown() public {
        WorkId unknown = works.workIdOf(ines, "unknown");
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotController.selector, unknown, ines));
        _revise(ines, unknown, "new");
    }

    function test_RevertWhen_N04_TheCallerIsNotTheController() public {
        _refuse(eve);
        _refuse(deployer);
        // Who may move the token may not change the work.
        vm.prank(ines);
        works.approve(tomas, WorkId.unwrap(_work));
        _refuse(tomas);
        vm.prank(ines);
        works.setApprovalForAll(tomas, true);
        _refuse(tomas);
        // The claimant, once the work is somebody else's.
        transferWork(_work, ines, maya);
        _refuse(ines);
        _revise(maya, _work, "new");
    }

    function test_RevertWhen_R05_ContentRootIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_ZeroContentRoot.selector));
        _revise(ines, _work, 0);
    }

    function test_RevertWhen_R05_MetadataDigestIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_ZeroMetadataDigest.selector));
        vm.prank(ines);
        works.revise(_work, "new", "salt", 0, nothing());
    }

    function test_RevertWhen_ADisclosureIsNotInTheNewContent() public {
        Content.File[] memory files = Content.files(2, 1);
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotInContent.selector, bytes32("new"), files[0].digest));
        vm.prank(ines);
        works.revise(_work, "new", "salt", "metadata", Content.disclosuresOf(files, "head"));
    }

    function test_WhenTheContentIsUnchanged_ItIsStillAVersion() public {
        _revise(ines, _work, CONTENT);
        assertEq(works.workOf(_work).revisions, 1, "revisions");
    }

    function test_WhenSentInABatch_TheSenderIsTheController() public {
        batch(ines, address(works), 0, abi.encodeCall(IWorks.revise, (_work, "new", 0, "metadata", nothing())));
        assertEq(works.workOf(_work).revisions, 1, "revisions");
    }

    function test_WhenFilesAreDisclosed_EachHasItsEvent() public {
        Content.File[] memory files = Content.files(2, 1);
        bytes32 root = Content.rootOf(files, "head");
        vm.prank(ines);
        for (uint256 i = 0; i < files.length; ++i) {
            vm.expectEmit(address(works));
            emit IWorks.FileDisclosed(_work, files[i].digest, root);
        }
        works.revise(_work, root, "salt", "metadata", Content.disclosuresOf(files, "head"));
    }

    function testFuzz_ChainsVersions_AndKeepsWhatWasRecorded(
        bytes32[4] memory roots,
        bytes32[4] memory digests,
        bytes32 salt,
        uint32[4] memory pauses
    ) public {
        bytes32 previous = bytes32(WorkId.unwrap(_work));
        for (uint256 i = 0; i < 4; ++i) {
            if (roots[i] == 0) roots[i] = "root";
            if (digests[i] == 0) digests[i] = "digest";
            vm.warp(vm.getBlockTimestamp() + pauses[i]);
            bytes32 head = keccak256(abi.encode(previous, roots[i], digests[i], vm.getBlockTimestamp()));

            vm.expectEmit(address(works));
            emit IWorks.WorkRevised(_work, i + 1, roots[i], salt, digests[i], previous, head);
            vm.expectEmit(address(works));
            emit IERC4906.MetadataUpdate(WorkId.unwrap(_work));
            vm.recordLogs();
            vm.prank(ines);
            works.revise(_work, roots[i], salt, digests[i], nothing());
            assertLogCount(2, "events");

            IWorks.Work memory stored = works.workOf(_work);
            assertEq(stored.controller, ines, "controller");
            assertEq(stored.registeredAt, NOW, "the time of registration stays");
            assertEq(uint256(stored.category), uint256(IWorks.Category.Photographic), "category");
            assertEq(stored.revisions, i + 1, "revisions");
            assertEq(stored.metadataDigest, digests[i], "metadata");
            assertEq(stored.head, head, "head");
            previous = head;
        }
        assertEq(works.balanceOf(ines), 1, "balance");
        assertEq(works.totalWorks(), 1, "total");
    }

    function _refuse(address caller) private {
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotController.selector, _work, caller));
        _revise(caller, _work, "new");
    }

    function _revise(address caller, WorkId work, bytes32 contentRoot) private {
        vm.prank(caller);
        works.revise(work, contentRoot, "salt", "metadata", nothing());
    }
}
