// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IAgreements} from "../../../contracts/interfaces/IAgreements.sol";
import {
    DirtyValueWallet,
    GasEatingWallet,
    ReenteringWallet,
    RevertingWallet,
    ShortDataWallet,
    Wallet,
    WrongValueWallet,
    YesWallet
} from "../../mocks/Wallets.sol";
import {StipendSender} from "../../mocks/StipendSender.sol";
import {AgreementSignature} from "../../utils/AgreementSignature.sol";
import {Agreeing} from "../../utils/Agreeing.sol";

contract AgreementsConcludeTest is Agreeing {
    uint256 private immutable CHAIN = block.chainid;

    /* WHAT IS NO AGREEMENT */

    function test_RevertWhen_ThereIsNoText() public {
        IAgreements.Agreement memory agreement = someAgreement();
        agreement.text = 0;
        _refuse(agreement, abi.encodeWithSelector(IAgreements.Agreements_NoText.selector));
        agreement.text = keccak256("");
        _refuse(agreement, abi.encodeWithSelector(IAgreements.Agreements_NoText.selector));
    }

    function test_RevertWhen_ThereAreTooFewOrTooManyParties() public {
        IAgreements.Agreement memory agreement = agreementOf(partiesOf(0));
        _refuse(agreement, abi.encodeWithSelector(IAgreements.Agreements_PartyCount.selector, 0, 32));
        agreement = agreementOf(partiesOf(33));
        _refuse(agreement, abi.encodeWithSelector(IAgreements.Agreements_PartyCount.selector, 33, 32));
    }

    function test_RevertWhen_ThePartiesDoNotAscend() public {
        IAgreements.Agreement memory agreement = someAgreement();
        (address first, address second) = (agreement.parties[0], agreement.parties[1]);
        bytes4 error = IAgreements.Agreements_PartiesNotAscending.selector;
        (agreement.parties[0], agreement.parties[1]) = (second, first);
        _refuse(agreement, abi.encodeWithSelector(error, first));
        (agreement.parties[0], agreement.parties[1]) = (first, first);
        _refuse(agreement, abi.encodeWithSelector(error, first));
        agreement.parties[0] = address(0);
        vm.expectRevert(abi.encodeWithSelector(error, address(0)));
        agreements.conclude(agreement, new bytes[](2));
    }

    function test_RevertWhen_SomebodyCouldLeaveWhoIsNoParty() public {
        IAgreements.Agreement memory agreement = someAgreement();
        agreement.leavers = 4;
        bytes4 error = IAgreements.Agreements_WrongNotice.selector;
        _refuse(agreement, abi.encodeWithSelector(error, 4, 0, 2));
        (agreement.leavers, agreement.notice) = (0, 1);
        _refuse(agreement, abi.encodeWithSelector(error, 0, 1, 2));
    }

    /// @dev 32 parties use every bit, and a 33rd there is not.
    function test_AllOf32PartiesMayLeave() public {
        IAgreements.Agreement memory agreement = agreementOf(partiesOf(32));
        agreement.leavers = type(uint32).max;
        assertRecord(conclude(agreement), NOW, FOREVER, IAgreements.Ending.AsAgreed);
    }

    function test_RevertWhen_APartyWouldDecideDisputes() public {
        IAgreements.Agreement memory agreement = someAgreement();
        bytes4 error = IAgreements.Agreements_WrongArbitrator.selector;
        for (uint256 i = 0; i < 2; ++i) {
            agreement.arbitrator = agreement.parties[i];
            _refuse(agreement, abi.encodeWithSelector(error, agreement.arbitrator, 0));
        }
        (agreement.arbitrator, agreement.court) = (address(0), "court");
        _refuse(agreement, abi.encodeWithSelector(error, address(0), bytes32("court")));
        agreement.arbitrator = eve;
        assertRecord(conclude(agreement), NOW, FOREVER, IAgreements.Ending.AsAgreed);
    }

    function test_RevertWhen_ItIsToStayWithItsParties() public {
        IAgreements.Agreement memory agreement = someAgreement();
        agreement.witnessed = false;
        _refuse(agreement, abi.encodeWithSelector(IAgreements.Agreements_NotForWitness.selector, idOf(agreement)));
    }

    /* TIME */

    /// @dev L01: half-open, as everywhere.
    function test_RevertWhen_L01_ItIsConcludedOutsideItsWindow() public {
        IAgreements.Agreement memory agreement = someAgreement();
        (agreement.opens, agreement.closes) = (uint40(NOW + 10), uint40(NOW + 20));
        bytes4 error = IAgreements.Agreements_OutsideWindow.selector;
        uint256[3] memory times = [NOW + 9, NOW + 20, NOW + 21];
        for (uint256 i = 0; i < 3; ++i) {
            vm.warp(times[i]);
            _refuse(agreement, abi.encodeWithSelector(error, NOW + 10, NOW + 20, times[i]));
        }
        vm.warp(NOW + 19);
        conclude(agreement);
        vm.warp(NOW + 10);
        agreement.court = 0;
        agreement.text = "other";
        assertRecord(conclude(agreement), NOW + 10, FOREVER, IAgreements.Ending.AsAgreed);
    }

    function test_RevertWhen_L01_ItIsOverAlready() public {
        IAgreements.Agreement memory agreement = someAgreement();
        agreement.ends = uint40(NOW);
        _refuse(agreement, abi.encodeWithSelector(IAgreements.Agreements_OverAlready.selector, NOW, NOW));
        agreement.ends = uint40(NOW + 1);
        bytes32 id = conclude(agreement);
        assertEq(agreements.standsAt(id, uint40(NOW)), true, "for a second");
        assertEq(agreements.standsAt(id, uint40(NOW + 1)), false, "and over");
    }

    function test_RevertGiven_ItWasConcluded() public {
        IAgreements.Agreement memory agreement = someAgreement();
        bytes32 id = conclude(agreement);
        vm.warp(NOW + 1);
        _refuse(agreement, abi.encodeWithSelector(IAgreements.Agreements_AlreadyConcluded.selector, id, NOW));
    }

    /* EVERY SIGNED FIELD */

    function test_RevertWhen_S08_AnyFieldIsAnother() public {
        IAgreements.Agreement memory agreement = agreementOf(partiesOf(3));
        (agreement.leavers, agreement.arbitrator) = (1, eve);
        bytes[] memory signatures = signAll(agreement.parties, idOf(agreement));
        for (uint256 field = 0; field < 9; ++field) {
            IAgreements.Agreement memory changed = agreementOf(agreement.parties);
            (changed.leavers, changed.arbitrator) = (1, eve);
            if (field == 0) changed.text = keccak256("We agree. Reference 8f2b");
            if (field == 1) changed.opens -= 1;
            if (field == 2) changed.closes += 1;
            if (field == 3) changed.ends -= 1;
            if (field == 4) changed.leavers = 3;
            if (field == 5) changed.notice = 1;
            if (field == 6) changed.supersedes = "another";
            if (field == 7) changed.arbitrator = maya;
            if (field == 8) changed.court = "court";
            vm.expectRevert(notSigned(agreement.parties[0]));
            agreements.conclude(changed, signatures);
        }
        agreements.conclude(agreement, signatures);
    }

    /// @dev One party fewer, with as many signatures fewer, is another agreement.
    function test_RevertWhen_S08_APartyIsLeftOut() public {
        IAgreements.Agreement memory agreement = agreementOf(partiesOf(3));
        bytes32 id = idOf(agreement);
        address[] memory fewer = new address[](2);
        (fewer[0], fewer[1]) = (agreement.parties[0], agreement.parties[1]);
        agreement.parties = fewer;
        bytes[] memory signatures = signAll(fewer, id);
        vm.expectRevert(notSigned(fewer[0]));
        agreements.conclude(agreement, signatures);
    }

    function test_RevertWhen_S04_TheDomainIsAnother() public {
        IAgreements.Agreement memory agreement = someAgreement();
        AgreementSignature.Domain[4] memory others = [
            AgreementSignature.Domain("Colophon Offers", "1", block.chainid, address(agreements)),
            AgreementSignature.Domain("Colophon Agreements", "2", block.chainid, address(agreements)),
            AgreementSignature.Domain("Colophon Agreements", "1", block.chainid + 1, address(agreements)),
            AgreementSignature.Domain("Colophon Agreements", "1", block.chainid, address(offers))
        ];
        for (uint256 i = 0; i < 4; ++i) {
            bytes[] memory signatures = signAll(agreement.parties, AgreementSignature.idOf(others[i], agreement));
            vm.expectRevert(notSigned(agreement.parties[0]));
            agreements.conclude(agreement, signatures);
        }
    }

    /// @dev R06: what was signed before a chain split counts on the one that keeps the number.
    function test_RevertWhen_R06_TheChainHasSplit() public {
        IAgreements.Agreement memory agreement = someAgreement();
        bytes[] memory signatures = signAll(agreement.parties, idOf(agreement));
        vm.chainId(CHAIN + 1);
        vm.expectRevert(notSigned(agreement.parties[0]));
        agreements.conclude(agreement, signatures);
        vm.chainId(CHAIN);
        agreements.conclude(agreement, signatures);
    }

    function test_TheDomainIsPublished() public view {
        (, string memory name, string memory version, uint256 chainId, address contract_, , ) = IERC5267(
            address(agreements)
        ).eip712Domain();
        assertEq(name, "Colophon Agreements", "name");
        assertEq(version, "1", "version");
        assertEq(chainId, block.chainid, "chain");
        assertEq(contract_, address(agreements), "contract");
    }

    /* SIGNATURES */

    function test_RevertWhen_ThereAreNotAsManySignaturesAsParties() public {
        IAgreements.Agreement memory agreement = someAgreement();
        bytes[] memory signatures = new bytes[](1);
        signatures[0] = sign(agreement.parties[0], idOf(agreement));
        vm.expectRevert(abi.encodeWithSelector(IAgreements.Agreements_SignatureCount.selector, 1, 2));
        agreements.conclude(agreement, signatures);
        vm.expectRevert(abi.encodeWithSelector(IAgreements.Agreements_SignatureCount.selector, 3, 2));
        agreements.conclude(agreement, new bytes[](3));
    }

    /// @dev Whoever is missing is named, wherever they stand.
    function testFuzz_RevertWhen_OnePartyDidNotSign(uint256 count, uint256 missing) public {
        count = bound(count, 1, 32);
        missing = bound(missing, 0, count - 1);
        IAgreements.Agreement memory agreement = agreementOf(partiesOf(count));
        bytes[] memory signatures = signAll(agreement.parties, idOf(agreement));
        signatures[missing] = signatures[missing == 0 ? count - 1 : 0];
        if (count == 1) signatures[0] = "";
        vm.expectRevert(notSigned(agreement.parties[missing]));
        agreements.conclude(agreement, signatures);
    }

    function test_RevertWhen_S01_S02_ASignatureHasAnotherForm() public {
        IAgreements.Agreement memory agreement = someAgreement();
        bytes32 id = idOf(agreement);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf(agreement.parties[1]), id);
        bytes[9] memory forms = [
            abi.encodePacked(r, bytes32(N - uint256(s)), v == 27 ? uint8(28) : uint8(27)),
            abi.encodePacked(r, s, uint8(0)),
            abi.encodePacked(r, s, uint8(1)),
            abi.encodePacked(r, s, uint8(29)),
            abi.encodePacked(r, bytes32(uint256(s) | (uint256(v - 27) << 255))),
            abi.encodePacked(r, s, v, uint8(0)),
            abi.encodePacked(r, s),
            abi.encodePacked(bytes32(0), bytes32(0), v),
            bytes("")
        ];
        bytes[] memory signatures = signAll(agreement.parties, id);
        for (uint256 i = 0; i < forms.length; ++i) {
            signatures[1] = forms[i];
            vm.expectRevert(notSigned(agreement.parties[1]));
            agreements.conclude(agreement, signatures);
        }
    }

    /* ERC-1271 AND EIP-7702 */

    function test_RevertWhen_S05_TheWalletAnswersAnythingButYes() public {
        address[5] memory wallets = [
            address(new WrongValueWallet()),
            address(new DirtyValueWallet()),
            address(new ShortDataWallet()),
            address(new RevertingWallet()),
            address(new GasEatingWallet())
        ];
        for (uint256 i = 0; i < wallets.length; ++i) {
            IAgreements.Agreement memory agreement = _agreementWith(wallets[i]);
            bytes[] memory signatures = new bytes[](1);
            signatures[0] = sign(partiesOf(1)[0], idOf(agreement));
            vm.expectRevert(notSigned(wallets[i]));
            agreements.conclude(agreement, signatures);
        }
    }

    /// @dev The wallet is asked by a static call: nothing can happen in the middle.
    function test_WhenS05_TheWalletReenters_NothingHappensInBetween() public {
        ReenteringWallet wallet = new ReenteringWallet(address(agreements));
        IAgreements.Agreement memory agreement = _agreementWith(address(wallet));
        wallet.prepare(abi.encodeCall(IAgreements.conclude, (agreement, new bytes[](1))));
        agreements.conclude(agreement, new bytes[](1));
        assertRecord(idOf(agreement), NOW, FOREVER, IAgreements.Ending.AsAgreed);
    }

    function test_WhenS07_TheKeyWasRotated_OnlyTheNewOneCounts() public {
        address[] memory people = partiesOf(2);
        Wallet wallet = new Wallet(people[0]);
        IAgreements.Agreement memory agreement = _agreementWith(address(wallet));
        bytes[] memory signatures = new bytes[](1);
        signatures[0] = sign(people[0], idOf(agreement));
        wallet.rotate(people[1]);
        vm.expectRevert(notSigned(address(wallet)));
        agreements.conclude(agreement, signatures);
        wallet.rotate(people[0]);
        agreements.conclude(agreement, signatures);
        assertRecord(idOf(agreement), NOW, FOREVER, IAgreements.Ending.AsAgreed);
    }

    /// @dev S06: an account with code that knows no ERC-1271 signs with its key; one whose code says yes, by its code.
    function test_WhenS06_AnAccountDelegated_ItsKeyOrItsCodeSigns() public {
        address party = partiesOf(1)[0];
        IAgreements.Agreement memory agreement = _agreementWith(party);
        bytes[] memory signatures = new bytes[](1);
        vm.etch(party, abi.encodePacked(hex"ef0100", address(new StipendSender())));
        vm.expectRevert(notSigned(party));
        agreements.conclude(agreement, signatures);
        signatures[0] = sign(party, idOf(agreement));
        agreements.conclude(agreement, signatures);
        agreement.text = "by the code";
        vm.etch(party, abi.encodePacked(hex"ef0100", address(new YesWallet())));
        agreements.conclude(agreement, new bytes[](1));
        assertRecord(idOf(agreement), NOW, FOREVER, IAgreements.Ending.AsAgreed);
    }

    /* TAKING ANOTHER'S PLACE */

    function test_WhenItSupersedes_TheOtherEnds() public {
        IAgreements.Agreement memory agreement = someAgreement();
        bytes32 first = conclude(agreement);
        vm.warp(NOW + 5);
        (agreement.text, agreement.supersedes) = ("second", first);
        vm.expectEmit(address(agreements));
        emit IAgreements.AgreementConcluded(idOf(agreement), agreement);
        vm.expectEmit(address(agreements));
        emit IAgreements.AgreementEnded(first, address(0), IAgreements.Ending.Superseded, uint40(NOW + 5));
        bytes32 second = conclude(agreement);
        assertRecord(first, NOW, NOW + 5, IAgreements.Ending.Superseded);
        assertRecord(second, NOW + 5, FOREVER, IAgreements.Ending.AsAgreed);
        assertEq(agreements.standsAt(first, uint40(NOW + 4)), true, "stood before");
        assertEq(agreements.standsAt(first, uint40(NOW + 5)), false, "stands no longer");
    }

    function test_RevertWhen_ItSupersedesOneThatIsOver() public {
        IAgreements.Agreement memory agreement = someAgreement();
        agreement.ends = uint40(NOW + 1);
        bytes32 first = conclude(agreement);
        vm.warp(NOW + 1);
        (agreement.text, agreement.supersedes, agreement.ends) = ("second", first, FOREVER);
        _refuse(agreement, abi.encodeWithSelector(IAgreements.Agreements_NotStanding.selector, first, NOW, NOW + 1));
    }

    /// @dev Nobody can end an agreement of others by one of their own; nor two of three parties that of all three.
    function test_RevertWhen_ItSupersedesOneBetweenOthers() public {
        IAgreements.Agreement memory agreement = agreementOf(partiesOf(3));
        bytes32 first = conclude(agreement);
        agreement = someAgreement();
        agreement.supersedes = first;
        _refuse(agreement, abi.encodeWithSelector(IAgreements.Agreements_OtherParties.selector, first));
        assertRecord(first, NOW, FOREVER, IAgreements.Ending.AsAgreed);
    }

    /// @dev An earlier one that its parties kept to themselves: nothing is known of it here.
    function test_WhenItSupersedesOneThatIsUnknown_NothingEnds() public {
        IAgreements.Agreement memory agreement = someAgreement();
        agreement.supersedes = "kept by its parties";
        vm.recordLogs();
        bytes32 id = conclude(agreement);
        assertLogCount(1, "concluded, and nothing else");
        assertRecord(id, NOW, FOREVER, IAgreements.Ending.AsAgreed);
        assertRecord("kept by its parties", 0, 0, IAgreements.Ending.AsAgreed);
    }

    /* ALL WELL */

    function testFuzz_ItStandsFromNowUntilItsEnd(uint256 count, bytes32 text, uint40 ends, address sender) public {
        IAgreements.Agreement memory agreement = agreementOf(partiesOf(bound(count, 1, 32)));
        vm.assume(text != 0);
        (agreement.text, agreement.ends) = (text, uint40(bound(ends, NOW + 1, FOREVER)));
        bytes32 id = idOf(agreement);
        assertEq(agreements.agreementIdOf(agreement), id, "id");
        bytes[] memory signatures = signAll(agreement.parties, id);
        assertRecord(id, 0, 0, IAgreements.Ending.AsAgreed);
        assertEq(agreements.standsAt(id, uint40(NOW)), false, "not yet");
        vm.record();
        vm.expectEmit(address(agreements));
        emit IAgreements.AgreementConcluded(id, agreement);
        vm.prank(sender);
        assertEq(agreements.conclude(agreement, signatures), id, "returned");
        (, bytes32[] memory writes) = vm.accesses(address(agreements));
        for (uint256 i = 1; i < writes.length; ++i) assertEq(writes[i], writes[0], "one slot");
        assertRecord(id, NOW, agreement.ends, IAgreements.Ending.AsAgreed);
        assertEq(agreements.standsAt(id, uint40(NOW - 1)), false, "before");
        assertEq(agreements.standsAt(id, uint40(NOW)), true, "now");
        assertEq(agreements.standsAt(id, agreement.ends - 1), true, "until the end");
        assertEq(agreements.standsAt(id, agreement.ends), agreement.ends == FOREVER, "and no longer");
    }

    /* HELPERS */

    /// @dev Of one party.
    function _agreementWith(address party) private pure returns (IAgreements.Agreement memory) {
        address[] memory parties = new address[](1);
        parties[0] = party;
        return agreementOf(parties);
    }

    function _refuse(IAgreements.Agreement memory agreement, bytes memory error) private {
        bytes[] memory signatures = signAll(agreement.parties, idOf(agreement));
        vm.expectRevert(error);
        agreements.conclude(agreement, signatures);
    }
}
