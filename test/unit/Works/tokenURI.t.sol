// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract WorksTokenURITest is Deployed {
    function test_RevertWhen_TheWorkIsUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 1));
        works.tokenURI(1);
    }

    /// @dev R09: the address is the digest, so a store cannot give other bytes unnoticed.
    function test_R09_FollowsTheMetadataDigest() public {
        IWorks.Registration memory registration = registrationOf(CONTENT, 0);
        registration.metadataDigest = sha256("hello world");
        vm.startPrank(ines);
        WorkId work = works.register(registration, nothing());
        assertEq(
            works.tokenURI(WorkId.unwrap(work)),
            "ipfs://bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e",
            "first version"
        );
        works.revise(work, "new", 0, sha256(""), nothing());
        assertEq(
            works.tokenURI(WorkId.unwrap(work)),
            "ipfs://bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku",
            "second version"
        );
    }
}
