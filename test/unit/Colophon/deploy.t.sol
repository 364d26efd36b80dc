// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";
import {Colophon} from "../../../contracts/Colophon.sol";
import {Licences} from "../../../contracts/Licences.sol";
import {Royalties} from "../../../contracts/Royalties.sol";
import {Works} from "../../../contracts/Works.sol";
import {IColophon} from "../../../contracts/interfaces/IColophon.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract ColophonDeployTest is Deployed {
    function test_RevertWhen_TheCodeIsNotOneOfTheThree() public {
        bytes memory code = type(Colophon).creationCode;
        vm.expectRevert(abi.encodeWithSelector(IColophon.Colophon_UnknownCode.selector, keccak256(code)));
        colophon.deploy(code);
    }

    function test_RevertWhen_TheCodeHasArguments() public {
        bytes memory code = abi.encodePacked(type(Works).creationCode, abi.encode(eve));
        vm.expectRevert(abi.encodeWithSelector(IColophon.Colophon_UnknownCode.selector, keccak256(code)));
        colophon.deploy(code);
    }

    function test_RevertWhen_ThereIsNoCode() public {
        vm.expectRevert(abi.encodeWithSelector(IColophon.Colophon_UnknownCode.selector, keccak256("")));
        colophon.deploy("");
    }

    function test_RevertGiven_TheContractIsDeployedAlready() public {
        vm.expectRevert(abi.encodeWithSelector(Errors.FailedDeployment.selector));
        colophon.deploy(type(Works).creationCode);
    }

    /// @dev Invariant 8: who deploys has no say in anything, so a stranger may, in any order.
    function test_WhenAStrangerDeploys_InAnotherOrder_TheAddressesAreTheSame() public {
        bytes memory worksCode = type(Works).creationCode;
        bytes memory licencesCode = type(Licences).creationCode;
        bytes memory royaltiesCode = type(Royalties).creationCode;
        Colophon other = new Colophon(keccak256(worksCode), keccak256(licencesCode), keccak256(royaltiesCode));
        address[3] memory expected = [other.works(), other.licences(), other.royalties()];
        assertEq(expected[0].code.length, 0, "nothing there yet");

        vm.startPrank(eve);
        assertEq(other.deploy(royaltiesCode), expected[2], "royalties");
        assertEq(other.deploy(licencesCode), expected[1], "licences");
        assertEq(other.deploy(worksCode), expected[0], "works");
        vm.stopPrank();
        assertEq(Works(expected[0]).trustedForwarder(), address(other), "its batches are believed");
        assertEq(Works(expected[0]).isTrustedForwarder(address(colophon)), false, "and no other's");
    }

    function test_AddressesFollowFromTheCodeAlone() public view {
        bytes32 code = keccak256(type(Works).creationCode);
        bytes32 hash = keccak256(abi.encodePacked(bytes1(0xff), address(colophon), bytes32(0), code));
        assertEq(colophon.works(), address(uint160(uint256(hash))), "works");
        assertEq(colophon.works(), address(works), "works");
        assertEq(colophon.licences(), address(licences), "licences");
        assertEq(colophon.royalties(), address(royalties), "royalties");
    }
}
