// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Content} from "../../utils/Content.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract WorksRegisterTest is Deployed {
    bytes32 private constant EMPTY_DIGEST = sha256("");

    function test_RevertWhen_R05_ContentRootIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_ZeroContentRoot.selector));
        works.register(registrationOf(0, 0), nothing());
    }

    function test_RevertWhen_R05_MetadataDigestIsZero() public {
        IWorks.Registration memory registration = registrationOf(CONTENT, 0);
        registration.metadataDigest = 0;
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_ZeroMetadataDigest.selector));
        works.register(registration, nothing());
    }

    function test_RevertWhen_TheResaleRoyaltyIsMoreThanAll() public {
        IWorks.Registration memory registration = registrationOf(CONTENT, 0);
        registration.resaleRoyalty = 10_001;
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_ResaleRoyaltyTooHigh.selector, 10_001));
        works.register(registration, nothing());
        registration.resaleRoyalty = type(uint16).max;
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_ResaleRoyaltyTooHigh.selector, type(uint16).max));
        works.register(registration, nothing());
        registration.resaleRoyalty = 10_000;
        assertEq(works.workOf(works.register(registration, nothing())).resaleRoyalty, 10_000, "all is allowed");
    }

    function test_RevertWhen_TheCategoryDoesNotExist() public {
        bytes memory data = abi.encodeCall(IWorks.register, (registrationOf(CONTENT, 0), nothing()));
        uint256 last = uint256(type(IWorks.Category).max);
        // The registration has a list, so it lies behind the two offsets.
        data[4 + 2 * 32 + 3 * 32 + 31] = bytes1(uint8(last + 1));
        (bool success, ) = address(works).call(data);
        assertEq(success, false, "one past the last category");
        data[4 + 2 * 32 + 3 * 32 + 31] = bytes1(uint8(last));
        (success, ) = address(works).call(data);
        assertEq(success, true, "the last category");
    }

    function test_RevertGiven_R03_TheSameClaimantHasRegisteredTheSameContent() public {
        WorkId work = register(ines, CONTENT);
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_AlreadyRegistered.selector, work));
        register(ines, CONTENT);
        // Also after the work went to somebody else, and with other metadata and holders.
        transferWork(work, ines, maya);
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_AlreadyRegistered.selector, work));
        register(ines, CONTENT, "holders");
        assertEq(royalties.holdersRootOf(work), bytes32(0), "the holders did not change");
    }

    function test_RevertWhen_R05_TheDigestOfNothingIsDisclosed() public {
        Content.File[] memory files = Content.files(3, 1);
        files[1].digest = EMPTY_DIGEST;
        bytes32 root = Content.rootOf(files, "head");
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotInContent.selector, root, EMPTY_DIGEST));
        works.register(registrationOf(root, 0), Content.disclosuresOf(files, "head"));
        // The file itself may be in the manifest.
        IWorks.Disclosure[] memory disclosures = new IWorks.Disclosure[](1);
        disclosures[0] = Content.disclosureOf(files, "head", 0);
        works.register(registrationOf(root, 0), disclosures);
    }

    function test_RevertWhen_R08_ADisclosureIsNotInTheContent() public {
        Content.File[] memory files = Content.files(4, 1);
        bytes32 root = Content.rootOf(files, "head");
        IWorks.Disclosure[] memory disclosures = Content.disclosuresOf(files, "head");
        disclosures[2].digest = "another file";
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotInContent.selector, root, bytes32("another file")));
        works.register(registrationOf(root, 0), disclosures);
    }

    function test_WhenR04_SomebodyElseRegistersTheSameContentFirst_BothClaimsStand() public {
        WorkId copy = register(eve, CONTENT);
        vm.warp(NOW + 12);
        WorkId original = register(ines, CONTENT);
        assertEq(copy == original, false, "two works");
        assertEq(works.workOf(copy).controller, eve, "Eve's claim");
        assertEq(works.workOf(original).controller, ines, "Ines's claim");
        assertEq(works.workOf(copy).registeredAt, NOW, "Eve's time");
        assertEq(works.workOf(original).registeredAt, NOW + 12, "Ines's time");
        assertEq(works.totalWorks(), 2, "total");
    }

    function test_WhenHoldersAreGiven_RoyaltiesKnowsTheirRoot() public {
        WorkId work = register(ines, CONTENT, "holders");
        assertEq(royalties.holdersRootOf(work), "holders", "root");
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NotClaimant.selector, work, ines));
        royalties.takeAll(work, ines, CONTENT);
    }

    function test_WhenFilesAreDisclosed_EachHasItsEvent() public {
        Content.File[] memory files = Content.files(5, 1);
        bytes32 root = Content.rootOf(files, "head");
        WorkId work = works.workIdOf(ines, root);
        for (uint256 i = 0; i < files.length; ++i) {
            vm.expectEmit(address(works));
            emit IWorks.FileDisclosed(work, files[i].digest, root);
        }
        vm.recordLogs();
        vm.prank(ines);
        works.register(registrationOf(root, 0), Content.disclosuresOf(files, "head"));
        assertLogCount(7, "transfer, registration, five files");
    }

    function test_WhenTheManifestHasOneFile() public {
        Content.File[] memory files = Content.files(1, 7);
        bytes32 root = Content.rootOf(files, "head");
        WorkId work = works.workIdOf(ines, root);
        vm.expectEmit(address(works));
        emit IWorks.FileDisclosed(work, files[0].digest, root);
        vm.prank(ines);
        works.register(registrationOf(root, 0), Content.disclosuresOf(files, "head"));
    }

    function test_WhenSentInABatch_TheSenderIsTheClaimant() public {
        bytes memory data = abi.encodeCall(IWorks.register, (registrationOf(CONTENT, 0), nothing()));
        WorkId work = abi.decode(batch(ines, address(works), 0, data), (WorkId));
        assertEq(work, works.workIdOf(ines, CONTENT), "number");
        assertEq(works.workOf(work).controller, ines, "controller");
    }

    /// @dev Nobody's code runs at registration, so a contract that cannot answer may register too.
    function test_WhenTheClaimantIsAContractThatCannotReceiveTokens() public {
        WorkId work = register(address(timestamps), CONTENT);
        assertEq(works.workOf(work).controller, address(timestamps), "controller");
    }

    function testFuzz_RecordsAndTellsEverything(
        address claimant,
        bytes32 contentRoot,
        bytes32 salt,
        bytes32 metadataDigest,
        uint8 category,
        uint16 resaleRoyalty,
        bytes32 holdersRoot,
        uint40 time
    ) public {
        if (claimant == address(0) || claimant == address(colophon)) claimant = ines;
        if (contentRoot == 0) contentRoot = CONTENT;
        if (metadataDigest == 0) metadataDigest = "metadata";
        vm.warp(time);
        IWorks.Registration memory registration = IWorks.Registration({
            contentRoot: contentRoot,
            salt: salt,
            metadataDigest: metadataDigest,
            category: IWorks.Category(category % 15),
            resaleRoyalty: resaleRoyalty % 10_001,
            holdersRoot: holdersRoot,
            sources: new LicenceId[](0)
        });
        WorkId expected = WorkId.wrap(uint256(keccak256(abi.encode(claimant, contentRoot))) >> 32);

        vm.expectEmit(address(works));
        emit IERC721.Transfer(address(0), claimant, WorkId.unwrap(expected));
        vm.expectEmit(address(works));
        emit IWorks.WorkRegistered(
            expected,
            claimant,
            contentRoot,
            salt,
            metadataDigest,
            registration.category,
            registration.resaleRoyalty,
            holdersRoot
        );
        vm.recordLogs();
        vm.prank(claimant);
        WorkId work = works.register(registration, nothing());

        assertLogCount(2, "events");
        assertEq(work, expected, "number");
        IWorks.Work memory stored = works.workOf(work);
        assertEq(stored.controller, claimant, "controller");
        assertEq(stored.registeredAt, time, "time");
        assertEq(uint256(stored.category), uint256(registration.category), "category");
        assertEq(stored.resaleRoyalty, registration.resaleRoyalty, "resale royalty");
        assertEq(stored.bound, false, "bound");
        assertEq(stored.revisions, 0, "revisions");
        assertEq(stored.metadataDigest, metadataDigest, "metadata");
        assertEq(stored.head, bytes32(WorkId.unwrap(work)), "head");
        assertEq(works.isRegistered(work), true, "registered");
        assertEq(works.totalWorks(), 1, "total");
        assertEq(works.balanceOf(claimant), 1, "balance");
        assertEq(works.ownerOf(WorkId.unwrap(work)), claimant, "owner");
        assertEq(royalties.holdersRootOf(work), holdersRoot, "holders");
        assertEq(royalties.totalSupply(WorkId.unwrap(work)), UNITS, "units");
        assertEq(royalties.parentsOf(work).length, 0, "owes nobody");
    }
}
