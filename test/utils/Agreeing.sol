// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAgreements} from "../../contracts/interfaces/IAgreements.sol";
import {AgreementSignature} from "./AgreementSignature.sol";
import {Deployed} from "./Deployed.sol";

/// @title Agreeing: a test with parties whose keys are at hand
abstract contract Agreeing is Deployed {
    /// @dev The order of secp256k1.
    uint256 internal constant N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    mapping(address party => uint256) private _keys;

    /// @dev So many parties with keys, in ascending order.
    function partiesOf(uint256 count) internal returns (address[] memory parties) {
        parties = new address[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 key = uint256(keccak256(abi.encode("party", i)));
            address party = vm.addr(key);
            _keys[party] = key;
            uint256 at = i;
            for (; at > 0 && parties[at - 1] > party; --at) parties[at] = parties[at - 1];
            parties[at] = party;
        }
    }

    function keyOf(address party) internal view returns (uint256) {
        return _keys[party];
    }

    /// @dev Of two parties, for a day, without an end, ended by both alone.
    function someAgreement() internal returns (IAgreements.Agreement memory) {
        return agreementOf(partiesOf(2));
    }

    function agreementOf(address[] memory parties) internal pure returns (IAgreements.Agreement memory) {
        return
            IAgreements.Agreement({
                text: keccak256("We agree. Reference 8f2a"),
                parties: parties,
                witnessed: true,
                opens: uint40(NOW),
                closes: uint40(NOW + 1 days),
                ends: FOREVER,
                leavers: 0,
                notice: 0,
                supersedes: 0,
                arbitrator: address(0),
                court: 0
            });
    }

    function idOf(IAgreements.Agreement memory agreement) internal view returns (bytes32) {
        return AgreementSignature.idOf(domain(), agreement);
    }

    function domain() internal view returns (AgreementSignature.Domain memory) {
        return AgreementSignature.domainOf(address(agreements));
    }

    function sign(address party, bytes32 digest) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keys[party], digest);
        return abi.encodePacked(r, s, v);
    }

    function signAll(address[] memory parties, bytes32 digest) internal view returns (bytes[] memory signatures) {
        signatures = new bytes[](parties.length);
        for (uint256 i = 0; i < parties.length; ++i) signatures[i] = sign(parties[i], digest);
    }

    function conclude(IAgreements.Agreement memory agreement) internal returns (bytes32) {
        bytes[] memory signatures = signAll(agreement.parties, idOf(agreement));
        vm.prank(eve);
        return agreements.conclude(agreement, signatures);
    }

    function assertRecord(bytes32 id, uint256 concluded, uint256 ends, IAgreements.Ending ending) internal view {
        (uint40 concluded_, uint40 ends_, IAgreements.Ending ending_) = agreements.recordOf(id);
        assertEq(concluded_, concluded, "concluded");
        assertEq(ends_, ends, "ends");
        assertEq(uint256(ending_), uint256(ending), "ending");
    }

    function notSigned(address party) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IAgreements.Agreements_NotSigned.selector, party);
    }
}
