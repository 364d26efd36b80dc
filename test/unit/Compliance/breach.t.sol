// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC7858} from "../../../contracts/interfaces/IERC7858.sol";
import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

/// @dev L11: notice, withdrawal and termination.
contract ComplianceBreachTest is Deployed {
    WorkId private _work;
    LicenceId private _licence;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        _licence = buy(maya, publish(_work, _terms()));
    }

    function test_RevertWhen_ThereIsNoSuchLicence() public {
        bytes memory reason = abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 7);
        vm.startPrank(ines);
        vm.expectRevert(reason);
        compliance.notice(LicenceId.wrap(7), _terms(), "evidence");
        vm.expectRevert(reason);
        compliance.withdrawNotice(LicenceId.wrap(7));
        vm.expectRevert(reason);
        compliance.terminate(LicenceId.wrap(7));
    }

    /// @dev A stranger, the licensee, who deployed, and who controlled the work once: directly and in a batch.
    function test_RevertWhen_L11_TheCallerIsNotTheLicensor() public {
        _notice(ines);
        transferWork(_work, ines, tomas);
        vm.warp(NOW + 30 days);
        address[4] memory others = [eve, maya, deployer, ines];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory reason = abi.encodeWithSelector(
                ICompliance.Compliance_NotLicensor.selector,
                _licence,
                others[i]
            );
            vm.startPrank(others[i]);
            vm.expectRevert(reason);
            compliance.notice(_licence, _terms(), "evidence");
            vm.expectRevert(reason);
            compliance.withdrawNotice(_licence);
            vm.expectRevert(reason);
            compliance.terminate(_licence);
            vm.stopPrank();
            vm.expectRevert(reason);
            this.batchAs(others[i], abi.encodeCall(ICompliance.terminate, (_licence)));
        }
        // Who controls the work now goes on where the other stopped.
        vm.prank(tomas);
        compliance.terminate(_licence);
        assertEq(licences.licenceOf(_licence).terminated, true, "terminated");
    }

    function batchAs(address sender, bytes calldata data) external {
        batch(sender, address(compliance), 0, data);
    }

    function test_RevertWhen_ThereIsNoEvidence() public {
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_ZeroEvidence.selector));
        vm.prank(ines);
        compliance.notice(_licence, _terms(), 0);
    }

    function test_RevertWhen_L12_TheTermsAreOthers() public {
        ITerms.Terms memory what = _terms();
        what.cure = 1;
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_OtherTerms.selector, _licence));
        vm.prank(ines);
        compliance.notice(_licence, what, "evidence");
    }

    function test_RevertGiven_L11_TheLicenceIsIrrevocable() public {
        ITerms.Terms memory what = someTerms();
        LicenceId licence = buy(maya, publish(_work, what));
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_Irrevocable.selector, licence));
        vm.prank(ines);
        compliance.notice(licence, what, "evidence");
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NoNotice.selector, licence));
        vm.prank(ines);
        compliance.terminate(licence);
    }

    function test_RevertGiven_L11_NoticeWasGiven() public {
        _notice(ines);
        vm.expectRevert(
            abi.encodeWithSelector(ICompliance.Compliance_AlreadyNoticed.selector, _licence, NOW + 30 days)
        );
        _notice(ines);
    }

    function test_RevertGiven_L11_NoNoticeWasGivenOrItWasWithdrawn() public {
        bytes memory reason = abi.encodeWithSelector(ICompliance.Compliance_NoNotice.selector, _licence);
        vm.startPrank(ines);
        vm.expectRevert(reason);
        compliance.withdrawNotice(_licence);
        vm.expectRevert(reason);
        compliance.terminate(_licence);
        compliance.notice(_licence, _terms(), "evidence");
        vm.expectEmit(address(compliance));
        emit ICompliance.NoticeWithdrawn(_licence, ines);
        compliance.withdrawNotice(_licence);
        assertEq(compliance.noticeOf(_licence).given, 0, "none stands");
        vm.warp(NOW + 30 days);
        vm.expectRevert(reason);
        compliance.terminate(_licence);
        // A new notice starts a new clock.
        compliance.notice(_licence, _terms(), "evidence");
        assertEq(compliance.noticeOf(_licence).cures, NOW + 60 days, "cures");
    }

    function test_RevertWhen_L11_TheCurePeriodIsNotOver() public {
        _notice(ines);
        vm.warp(NOW + 30 days - 1);
        vm.expectRevert(
            abi.encodeWithSelector(ICompliance.Compliance_NotCured.selector, _licence, NOW + 30 days, NOW + 30 days - 1)
        );
        vm.prank(ines);
        compliance.terminate(_licence);
    }

    function test_RevertGiven_L11_TheLicenceIsOver() public {
        bytes memory reason = abi.encodeWithSelector(ICompliance.Compliance_Over.selector, _licence, NOW + 365 days);
        vm.warp(NOW + 365 days);
        vm.expectRevert(reason);
        _notice(ines);
        vm.warp(NOW + 365 days - 1);
        _notice(ines);
        vm.warp(NOW + 400 days);
        vm.expectRevert(reason);
        vm.prank(ines);
        compliance.terminate(_licence);
    }

    function test_RevertGiven_L11_ItIsTerminatedAlready() public {
        _notice(ines);
        vm.warp(NOW + 40 days);
        vm.startPrank(ines);
        compliance.terminate(_licence);
        vm.warp(NOW + 50 days);
        bytes memory reason = abi.encodeWithSelector(ICompliance.Compliance_Over.selector, _licence, NOW + 40 days);
        vm.expectRevert(reason);
        compliance.terminate(_licence);
        vm.expectRevert(reason);
        compliance.notice(_licence, _terms(), "evidence");
    }

    /// @dev L09: of a sublicence, the licensor is who holds its parent.
    function test_WhenL11_ItIsASublicence_ItsLicensorEndsIt() public {
        ITerms.Terms memory what = someTerms();
        (what.sublicensing, what.deed) = (1, "outer");
        LicenceId parent = buy(tomas, publish(_work, what));
        LicenceId licence = buy(eve, publishUnder(parent, tomas, _terms()));
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NotLicensor.selector, licence, ines));
        vm.prank(ines);
        compliance.notice(licence, _terms(), "evidence");
        vm.startPrank(tomas);
        compliance.notice(licence, _terms(), "evidence");
        vm.warp(NOW + 30 days);
        compliance.terminate(licence);
        assertEq(licences.licenceOf(licence).terminated, true, "terminated");
        assertEq(licences.licenceOf(parent).terminated, false, "the parent is not");
    }

    function test_WhenSentInABatch_TheSenderActs() public {
        batch(ines, address(compliance), 0, abi.encodeCall(ICompliance.notice, (_licence, _terms(), "evidence")));
        assertEq(compliance.noticeOf(_licence).given, NOW, "given");
        batch(ines, address(compliance), 0, abi.encodeCall(ICompliance.withdrawNotice, (_licence)));
        assertEq(compliance.noticeOf(_licence).given, 0, "withdrawn");
    }

    function test_EndsALicenceAfterNoticeAndCure() public {
        vm.expectEmit(address(compliance));
        emit ICompliance.BreachNoticed(_licence, ines, "evidence", uint40(NOW + 30 days));
        _notice(ines);
        assertEq(compliance.noticeOf(_licence).given, NOW, "given");
        assertEq(compliance.noticeOf(_licence).cures, NOW + 30 days, "cures");
        ILicences.Licence memory state = licences.licenceOf(_licence);
        vm.warp(NOW + 30 days);
        uint256 token = LicenceId.unwrap(_licence);
        vm.expectEmit(address(licences));
        emit ILicences.LicenceTerminated(_licence, uint40(NOW + 30 days));
        vm.expectEmit(address(licences));
        emit IERC7858.TokenExpiryUpdated(token, NOW, NOW + 30 days);
        vm.recordLogs();
        vm.prank(ines);
        compliance.terminate(_licence);
        assertLogCount(2, "events");
        (state.end, state.terminated) = (uint40(NOW + 30 days), true);
        assertEq(abi.encode(licences.licenceOf(_licence)), abi.encode(state), "licence");
        assertEq(licences.isTokenExpired(token), true, "expired");
        assertEq(licences.endTime(token), NOW + 30 days, "end");
        // What the licensee paid for stays in the record, and theirs.
        assertEq(licences.ownerOf(token), maya, "holder");
    }

    function _terms() private pure returns (ITerms.Terms memory what) {
        what = someTerms();
        (what.cure, what.deed) = (30 days, "revocable");
    }

    function _notice(address licensor) private {
        vm.prank(licensor);
        compliance.notice(_licence, _terms(), "evidence");
    }
}
