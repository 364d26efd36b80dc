// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAgreements} from "../../../contracts/interfaces/IAgreements.sol";
import {Wallet} from "../../mocks/Wallets.sol";
import {AgreementSignature} from "../../utils/AgreementSignature.sol";
import {Agreeing} from "../../utils/Agreeing.sol";

contract AgreementsLeaveTest is Agreeing {
    uint256 private constant DEADLINE = NOW + 1 days;

    IAgreements.Agreement private _agreement;
    bytes32 private _id;

    /// @dev Of three parties, of whom the second may leave by 30 days' notice.
    function setUp() public override {
        super.setUp();
        IAgreements.Agreement memory agreement = agreementOf(partiesOf(3));
        (agreement.leavers, agreement.notice, agreement.ends) = (2, 30 days, uint40(NOW + 100 days));
        _agreement = agreement;
        _id = conclude(agreement);
    }

    function test_RevertWhen_TheyMayNot() public {
        address[3] memory others = [_agreement.parties[0], _agreement.parties[2], eve];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAgreements.Agreements_MayNotLeave.selector, _id, others[i]));
            vm.prank(others[i]);
            agreements.leave(_agreement);
        }
        address first = _agreement.parties[0];
        bytes memory signature = _sign(first);
        vm.expectRevert(abi.encodeWithSelector(IAgreements.Agreements_MayNotLeave.selector, _id, first));
        agreements.leaveFor(_agreement, first, DEADLINE, signature);
    }

    function test_RevertGiven_ItWasNeverConcluded() public {
        IAgreements.Agreement memory agreement = _agreement;
        agreement.leavers = 7;
        vm.expectRevert(abi.encodeWithSelector(IAgreements.Agreements_NotStanding.selector, idOf(agreement), 0, 0));
        vm.prank(agreement.parties[0]);
        agreements.leave(agreement);
    }

    function test_RevertGiven_ItIsOver() public {
        vm.warp(NOW + 100 days);
        vm.expectRevert(abi.encodeWithSelector(IAgreements.Agreements_NotStanding.selector, _id, NOW, NOW + 100 days));
        vm.prank(_agreement.parties[1]);
        agreements.leave(_agreement);
    }

    /// @dev A notice never makes an agreement last longer, and none can be given twice.
    function test_RevertGiven_ItEndsBefore() public {
        vm.warp(NOW + 70 days);
        bytes4 error = IAgreements.Agreements_EndsBefore.selector;
        vm.expectRevert(abi.encodeWithSelector(error, _id, NOW + 100 days));
        vm.prank(_agreement.parties[1]);
        agreements.leave(_agreement);
        vm.warp(NOW + 70 days - 1);
        _leave();
        vm.warp(NOW + 70 days);
        vm.expectRevert(abi.encodeWithSelector(error, _id, NOW + 100 days - 1));
        vm.prank(_agreement.parties[1]);
        agreements.leave(_agreement);
    }

    function test_RevertWhen_R10_TheDeadlineIsOver() public {
        address party = _agreement.parties[1];
        bytes memory signature = _sign(party);
        vm.warp(DEADLINE + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IAgreements.Agreements_SignatureExpired.selector, DEADLINE, DEADLINE + 1)
        );
        agreements.leaveFor(_agreement, party, DEADLINE, signature);
        vm.warp(DEADLINE);
        agreements.leaveFor(_agreement, party, DEADLINE, signature);
        assertRecord(_id, NOW, DEADLINE + 30 days, IAgreements.Ending.ByNotice);
    }

    function test_RevertWhen_S08_SomethingElseWasSigned() public {
        address party = _agreement.parties[1];
        bytes memory signature = _sign(party);
        vm.expectRevert(notSigned(party));
        agreements.leaveFor(_agreement, party, DEADLINE + 1, signature);
        signature = sign(party, AgreementSignature.endOf(domain(), _id, DEADLINE));
        vm.expectRevert(notSigned(party));
        agreements.leaveFor(_agreement, party, DEADLINE, signature);
        signature = _sign(_agreement.parties[0]);
        vm.expectRevert(notSigned(party));
        agreements.leaveFor(_agreement, party, DEADLINE, signature);
    }

    function test_AWalletLeavesByItsCode() public {
        address[] memory parties = new address[](1);
        parties[0] = address(new Wallet(partiesOf(1)[0]));
        IAgreements.Agreement memory agreement = agreementOf(parties);
        (agreement.leavers, agreement.notice) = (1, 0);
        bytes32 id = idOf(agreement);
        bytes[] memory signatures = new bytes[](1);
        signatures[0] = sign(partiesOf(1)[0], id);
        agreements.conclude(agreement, signatures);
        bytes memory signature = sign(partiesOf(1)[0], AgreementSignature.leaveOf(domain(), id, DEADLINE));
        agreements.leaveFor(agreement, parties[0], DEADLINE, signature);
        assertRecord(id, NOW, NOW, IAgreements.Ending.ByNotice);
        assertEq(agreements.standsAt(id, uint40(NOW)), false, "without notice, at once");
    }

    function test_WhenTheyMay_ItEndsAfterTheNotice() public {
        vm.warp(NOW + 7);
        vm.expectEmit(address(agreements));
        emit IAgreements.AgreementEnded(
            _id,
            _agreement.parties[1],
            IAgreements.Ending.ByNotice,
            uint40(NOW + 7 + 30 days)
        );
        _leave();
        assertRecord(_id, NOW, NOW + 7 + 30 days, IAgreements.Ending.ByNotice);
        assertEq(agreements.standsAt(_id, uint40(NOW + 6 + 30 days)), true, "until then");
        assertEq(agreements.standsAt(_id, uint40(NOW + 7 + 30 days)), false, "and no longer");
    }

    /// @dev A notice so long that it never comes ends nothing.
    function test_RevertWhen_TheNoticeNeverComes() public {
        IAgreements.Agreement memory agreement = _agreement;
        (agreement.notice, agreement.ends) = (FOREVER, FOREVER);
        bytes32 id = conclude(agreement);
        vm.expectRevert(abi.encodeWithSelector(IAgreements.Agreements_EndsBefore.selector, id, FOREVER));
        vm.prank(agreement.parties[1]);
        agreements.leave(agreement);
    }

    function _leave() private {
        vm.prank(_agreement.parties[1]);
        agreements.leave(_agreement);
    }

    function _sign(address party) private view returns (bytes memory) {
        return sign(party, AgreementSignature.leaveOf(domain(), _id, DEADLINE));
    }
}
