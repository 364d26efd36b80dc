// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAgreements} from "../../../contracts/interfaces/IAgreements.sol";
import {AgreementSignature} from "../../utils/AgreementSignature.sol";
import {Agreeing} from "../../utils/Agreeing.sol";

contract AgreementsEndTest is Agreeing {
    uint256 private constant DEADLINE = NOW + 1 days;

    function test_RevertGiven_ItWasNeverConcluded() public {
        IAgreements.Agreement memory agreement = someAgreement();
        bytes[] memory signatures = _signEnd(agreement);
        vm.expectRevert(_notStanding(idOf(agreement), 0, 0));
        agreements.end(agreement, DEADLINE, signatures);
    }

    function test_RevertGiven_ItIsOver() public {
        IAgreements.Agreement memory agreement = someAgreement();
        agreement.ends = uint40(NOW + 10);
        bytes32 id = conclude(agreement);
        bytes[] memory signatures = _signEnd(agreement);
        vm.warp(NOW + 10);
        vm.expectRevert(_notStanding(id, NOW, NOW + 10));
        agreements.end(agreement, DEADLINE, signatures);
        vm.warp(NOW + 9);
        agreements.end(agreement, DEADLINE, signatures);
        // And not again.
        vm.expectRevert(_notStanding(id, NOW, NOW + 9));
        agreements.end(agreement, DEADLINE, signatures);
    }

    /// @dev The agreement proves itself: with any other field it is one that never was.
    function test_RevertWhen_S08_AnyFieldOfTheAgreementIsAnother() public {
        IAgreements.Agreement memory agreement = someAgreement();
        conclude(agreement);
        bytes[] memory signatures = _signEnd(agreement);
        agreement.ends -= 1;
        vm.expectRevert(_notStanding(idOf(agreement), 0, 0));
        agreements.end(agreement, DEADLINE, signatures);
    }

    function test_RevertWhen_R10_TheDeadlineIsOver() public {
        IAgreements.Agreement memory agreement = someAgreement();
        bytes32 id = conclude(agreement);
        bytes[] memory signatures = _signEnd(agreement);
        vm.warp(DEADLINE + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IAgreements.Agreements_SignatureExpired.selector, DEADLINE, DEADLINE + 1)
        );
        agreements.end(agreement, DEADLINE, signatures);
        vm.warp(DEADLINE);
        agreements.end(agreement, DEADLINE, signatures);
        assertRecord(id, NOW, DEADLINE, IAgreements.Ending.ByAll);
    }

    function test_RevertWhen_S08_TheDeadlineIsAnother() public {
        IAgreements.Agreement memory agreement = someAgreement();
        conclude(agreement);
        bytes[] memory signatures = _signEnd(agreement);
        vm.expectRevert(notSigned(agreement.parties[0]));
        agreements.end(agreement, DEADLINE + 1, signatures);
    }

    /// @dev Having signed the agreement, or notice, is not having signed its end.
    function test_RevertWhen_S04_SomethingElseWasSigned() public {
        IAgreements.Agreement memory agreement = someAgreement();
        bytes32 id = conclude(agreement);
        bytes32[2] memory others = [id, AgreementSignature.leaveOf(domain(), id, DEADLINE)];
        for (uint256 i = 0; i < 2; ++i) {
            bytes[] memory signatures = signAll(agreement.parties, others[i]);
            vm.expectRevert(notSigned(agreement.parties[0]));
            agreements.end(agreement, DEADLINE, signatures);
        }
    }

    function testFuzz_RevertWhen_OnePartyDidNotSign(uint256 count, uint256 missing) public {
        count = bound(count, 2, 32);
        missing = bound(missing, 0, count - 1);
        IAgreements.Agreement memory agreement = agreementOf(partiesOf(count));
        conclude(agreement);
        bytes[] memory signatures = _signEnd(agreement);
        signatures[missing] = "";
        vm.expectRevert(notSigned(agreement.parties[missing]));
        agreements.end(agreement, DEADLINE, signatures);
        vm.expectRevert(abi.encodeWithSelector(IAgreements.Agreements_SignatureCount.selector, 0, count));
        agreements.end(agreement, DEADLINE, new bytes[](0));
    }

    /// @dev Also one that somebody gave notice of already.
    function test_WhenAllWantIt_ItEndsNow() public {
        IAgreements.Agreement memory agreement = someAgreement();
        (agreement.leavers, agreement.notice) = (1, 30 days);
        bytes32 id = conclude(agreement);
        vm.prank(agreement.parties[0]);
        agreements.leave(agreement);
        vm.warp(NOW + 1 hours);
        bytes[] memory signatures = _signEnd(agreement);
        vm.expectEmit(address(agreements));
        emit IAgreements.AgreementEnded(id, address(0), IAgreements.Ending.ByAll, uint40(NOW + 1 hours));
        vm.prank(eve);
        agreements.end(agreement, DEADLINE, signatures);
        assertRecord(id, NOW, NOW + 1 hours, IAgreements.Ending.ByAll);
        assertEq(agreements.standsAt(id, uint40(NOW + 1 hours)), false, "over");
    }

    function _signEnd(IAgreements.Agreement memory agreement) private view returns (bytes[] memory) {
        return signAll(agreement.parties, AgreementSignature.endOf(domain(), idOf(agreement), DEADLINE));
    }

    function _notStanding(bytes32 id, uint256 concluded, uint256 ends) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IAgreements.Agreements_NotStanding.selector, id, concluded, ends);
    }
}
