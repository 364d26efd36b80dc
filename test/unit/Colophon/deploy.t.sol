// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";
import {Colophon} from "../../../contracts/Colophon.sol";
import {IColophon} from "../../../contracts/interfaces/IColophon.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract ColophonDeployTest is Deployed {
    function test_RevertWhen_TheCodeIsNotOneOfTheSix() public {
        bytes memory code = codeOf("Colophon");
        vm.expectRevert(abi.encodeWithSelector(IColophon.Colophon_UnknownCode.selector, keccak256(code)));
        colophon.deploy(code);
    }

    function test_RevertWhen_TheCodeHasArguments() public {
        bytes memory code = abi.encodePacked(codeOf("Works"), abi.encode(eve));
        vm.expectRevert(abi.encodeWithSelector(IColophon.Colophon_UnknownCode.selector, keccak256(code)));
        colophon.deploy(code);
    }

    function test_RevertWhen_ThereIsNoCode() public {
        vm.expectRevert(abi.encodeWithSelector(IColophon.Colophon_UnknownCode.selector, keccak256("")));
        colophon.deploy("");
    }

    function test_RevertGiven_TheContractIsDeployedAlready() public {
        bytes[6] memory codes = _codes();
        for (uint256 i = 0; i < 6; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Errors.FailedDeployment.selector));
            colophon.deploy(codes[i]);
        }
    }

    /// @dev Invariant 8: who deploys has no say in anything, so a stranger may, in any order.
    function test_WhenAStrangerDeploys_InAnotherOrder_TheAddressesAreTheSame() public {
        bytes[6] memory codes = _codes();
        bytes memory hashes;
        for (uint256 i = 0; i < 6; ++i) hashes = abi.encodePacked(hashes, keccak256(codes[i]));
        Colophon other = Colophon(create(abi.encodePacked(codeOf("Colophon"), hashes)));
        address[6] memory expected = [
            other.works(),
            other.terms(),
            other.offers(),
            other.licences(),
            other.compliance(),
            other.royalties()
        ];
        assertEq(expected[0].code.length, 0, "nothing there yet");

        vm.startPrank(eve);
        for (uint256 i = 6; i > 0; --i) assertEq(other.deploy(codes[i - 1]), expected[i - 1], "address");
        vm.stopPrank();
        for (uint256 i = 0; i < 6; ++i) {
            for (uint256 k = 0; k < i; ++k) assertEq(expected[i] == expected[k], false, "each has its own");
            // Terms has no use for a sender.
            if (i == 1) continue;
            assertEq(ERC2771Context(expected[i]).trustedForwarder(), address(other), "its batches are believed");
            assertEq(ERC2771Context(expected[i]).isTrustedForwarder(address(colophon)), false, "and no other's");
        }
    }

    function test_AddressesFollowFromTheCodeAlone() public view {
        bytes32 code = keccak256(codeOf("Works"));
        bytes32 hash = keccak256(abi.encodePacked(bytes1(0xff), address(colophon), bytes32(0), code));
        assertEq(colophon.works(), address(uint160(uint256(hash))), "works");
        assertEq(colophon.works(), address(works), "works");
        assertEq(colophon.terms(), address(terms), "terms");
        assertEq(colophon.offers(), address(offers), "offers");
        assertEq(colophon.licences(), address(licences), "licences");
        assertEq(colophon.compliance(), address(compliance), "compliance");
        assertEq(colophon.royalties(), address(royalties), "royalties");
    }

    function _codes() private view returns (bytes[6] memory) {
        return
            [
                codeOf("Works"),
                codeOf("Terms"),
                codeOf("Offers"),
                codeOf("Licences"),
                codeOf("Compliance"),
                codeOf("Royalties")
            ];
    }
}
