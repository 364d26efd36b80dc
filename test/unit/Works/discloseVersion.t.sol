// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Content} from "../../utils/Content.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract WorksDiscloseVersionTest is Deployed {
    WorkId private _work;
    bytes32 private _root;
    IWorks.Version private _version;
    IWorks.Disclosure[] private _disclosures;

    function setUp() public override {
        super.setUp();
        Content.File[] memory files = Content.files(2, 1);
        _root = Content.rootOf(files, "head");
        for (uint256 i = 0; i < files.length; ++i) _disclosures.push(Content.disclosureOf(files, "head", i));
        _work = register(ines, CONTENT);
        _version = IWorks.Version(bytes32(WorkId.unwrap(_work)), _root, "metadata", uint40(NOW));
    }

    function test_RevertWhen_TheWorkIsUnknown() public {
        WorkId unknown = works.workIdOf(ines, "unknown");
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotController.selector, unknown, ines));
        vm.prank(ines);
        works.discloseVersion(unknown, _version, _disclosures);
    }

    function test_RevertWhen_TheCallerIsNotTheController() public {
        _revise();
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotController.selector, _work, eve));
        vm.prank(eve);
        works.discloseVersion(_work, _version, _disclosures);
    }

    function test_RevertGiven_TheWorkWasNeverRevised() public {
        _refuse(_version);
        _refuse(IWorks.Version(0, 0, 0, 0));
    }

    function test_RevertGiven_ALaterVersionExists() public {
        _revise();
        vm.prank(ines);
        works.revise(_work, "third", 0, "metadata", nothing());
        _refuse(_version);
    }

    function test_RevertWhen_R02_AnyPartOfTheVersionIsAnother() public {
        _revise();
        IWorks.Version memory version = _version;
        version.previous = "other";
        _refuse(version);
        version = _version;
        version.contentRoot = "other";
        _refuse(version);
        version = _version;
        version.metadataDigest = "other";
        _refuse(version);
        version = _version;
        version.time += 1;
        _refuse(version);
    }

    function test_RevertWhen_AFileIsNotInTheVersion() public {
        _revise();
        IWorks.Disclosure[] memory changed = _disclosures;
        changed[1].digest = "other";
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotInContent.selector, _root, bytes32("other")));
        vm.prank(ines);
        works.discloseVersion(_work, _version, changed);
    }

    function test_WhenSentInABatch_TheSenderIsTheController() public {
        _revise();
        vm.recordLogs();
        batch(ines, address(works), 0, abi.encodeCall(IWorks.discloseVersion, (_work, _version, _disclosures)));
        assertLogCount(2, "events");
    }

    function test_DisclosesFilesOfTheLatestVersion() public {
        _revise();
        transferWork(_work, ines, maya);
        for (uint256 i = 0; i < _disclosures.length; ++i) {
            vm.expectEmit(address(works));
            emit IWorks.FileDisclosed(_work, _disclosures[i].digest, _root);
        }
        vm.recordLogs();
        vm.prank(maya);
        works.discloseVersion(_work, _version, _disclosures);
        assertLogCount(2, "events");
    }

    function _revise() private {
        vm.prank(ines);
        works.revise(_work, _root, 0, "metadata", nothing());
    }

    function _refuse(IWorks.Version memory version) private {
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_DoesNotOpen.selector, _work, version.contentRoot));
        vm.prank(ines);
        works.discloseVersion(_work, version, _disclosures);
    }
}
