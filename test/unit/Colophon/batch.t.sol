// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IColophon} from "../../../contracts/interfaces/IColophon.sol";
import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {LicenceId, toLicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {Edge} from "../../../contracts/types/Edge.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {BatchReceiver} from "../../mocks/EthReceivers.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract ColophonBatchTest is Deployed {
    function test_RevertWhen_ATargetIsNotOneOfTheSix() public {
        address[5] memory targets = [address(timestamps), address(colophon), address(this), eve, address(0)];
        for (uint256 i = 0; i < targets.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IColophon.Colophon_UnknownTarget.selector, targets[i]));
            this.callBatchOf(targets[i]);
        }
    }

    function callBatchOf(address target) external {
        batch(ines, target, 0, abi.encodeCall(IWorks.totalWorks, ()));
    }

    function test_RevertWhen_ABatchIsInsideABatch() public {
        IColophon.Call[] memory inner = new IColophon.Call[](1);
        inner[0] = call(address(works), 0, abi.encodeCall(IWorks.totalWorks, ()));
        IColophon.Call[] memory outer = new IColophon.Call[](1);
        outer[0] = call(address(colophon), 0, abi.encodeCall(IColophon.batch, (inner)));
        vm.expectRevert(abi.encodeWithSelector(IColophon.Colophon_UnknownTarget.selector, address(colophon)));
        colophon.batch(outer);
    }

    function test_RevertWhen_TheValuesAddUpToLessThanWasSent() public {
        WorkId work = register(ines, CONTENT);
        IColophon.Call[] memory calls = _payments(work, 1 ether, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IColophon.Colophon_WrongValue.selector, 3 ether, 2 ether));
        vm.prank(maya);
        colophon.batch{value: 3 ether}(calls);
    }

    function test_RevertWhen_TheSameEthIsSpentTwice() public {
        WorkId work = register(ines, CONTENT);
        IColophon.Call[] memory calls = _payments(work, 1 ether, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IColophon.Colophon_WrongValue.selector, 1 ether, 2 ether));
        vm.prank(maya);
        colophon.batch{value: 1 ether}(calls);
    }

    function test_RevertWhen_TheValuesOverflow() public {
        WorkId work = register(ines, CONTENT);
        IColophon.Call[] memory calls = _payments(work, type(uint256).max, 1);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        vm.prank(maya);
        colophon.batch(calls);
    }

    /// @dev ETH that was forced into Colophon is nobody's: no batch can spend it.
    function test_RevertWhen_ABatchSpendsEthThatIsNotItsOwn() public {
        WorkId work = register(ines, CONTENT);
        vm.deal(address(colophon), 10 ether);
        IColophon.Call[] memory calls = _payments(work, 1 ether, 0);
        vm.expectRevert(abi.encodeWithSelector(IColophon.Colophon_WrongValue.selector, 0, 1 ether));
        vm.prank(eve);
        colophon.batch(calls);
    }

    function test_RevertWhen_AStepFails_WithItsOwnError_AndNothingHappens() public {
        WorkId work = register(ines, CONTENT);
        IColophon.Call[] memory calls = new IColophon.Call[](2);
        calls[0] = call(address(royalties), 1 ether, abi.encodeCall(IRoyalties.pay, (work, ETH, 1 ether, MEMO)));
        calls[1] = call(address(works), 0, abi.encodeCall(IWorks.disclose, (work, ines, CONTENT, nothing())));
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotController.selector, work, maya));
        vm.prank(maya);
        colophon.batch{value: 1 ether}(calls);
        assertEq(royalties.received(work, ETH), 0, "nothing was paid");
        assertEq(maya.balance, 1_000_000 ether, "nothing was spent");
    }

    function test_RevertWhen_AStepFailsWithoutAWord() public {
        IColophon.Call[] memory calls = new IColophon.Call[](1);
        calls[0] = call(address(works), 0, abi.encodeWithSignature("noSuchFunction()"));
        vm.expectRevert(abi.encodeWithSignature("FailedCall()"));
        colophon.batch(calls);
    }

    /// @dev Each of these is for one of the other contracts: a batch is none of them.
    function test_RevertWhen_ABatchCallsWhatIsForTheOtherContracts() public {
        WorkId work = register(ines, CONTENT);
        bytes memory reason = abi.encodeWithSelector(IRoyalties.Royalties_NotAllowed.selector, address(colophon));
        vm.expectRevert(reason);
        this.batchAs(eve, address(royalties), 0, abi.encodeCall(IRoyalties.open, (work, "root", new Edge[](0))));
        vm.expectRevert(reason);
        this.batchAs(eve, address(royalties), 1, abi.encodeCall(IRoyalties.collect, (maya, work, ETH, 1, MEMO)));
        vm.expectRevert(reason);
        this.batchAs(
            eve,
            address(royalties),
            1,
            abi.encodeCall(IRoyalties.collectFor, (maya, toLicenceId(work, 1), ETH, 1))
        );
        reason = abi.encodeWithSelector(ILicences.Licences_NotAllowed.selector, address(colophon));
        ITerms.Scope memory scope;
        vm.expectRevert(reason);
        this.batchAs(eve, address(licences), 0, abi.encodeCall(ILicences.admit, (TermsId.wrap("terms"), scope)));
        TermsId id = TermsId.wrap("terms");
        vm.expectRevert(reason);
        this.batchAs(eve, address(licences), 0, abi.encodeCall(ILicences.admitUnder, (work, NO_PARENT, ines, id)));
        ILicences.Grant memory given = ILicences.Grant(work, NO_PARENT, ines, id, 0, 1, 0, eve, true);
        vm.expectRevert(reason);
        this.batchAs(eve, address(licences), 0, abi.encodeCall(ILicences.grant, (given)));
        ILicences.Extension memory asked = ILicences.Extension(LicenceId.wrap(1), work, NO_PARENT, ines, id, 1, eve);
        vm.expectRevert(reason);
        this.batchAs(eve, address(licences), 0, abi.encodeCall(ILicences.extend, (asked)));
        // The rules of a licence may batch; who is not them is who they are.
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotAllowed.selector, eve));
        this.batchAs(eve, address(licences), 0, abi.encodeCall(ILicences.terminate, (LicenceId.wrap(1), someTerms())));
        vm.expectRevert(reason);
        this.batchAs(eve, address(licences), 0, abi.encodeCall(ILicences.derive, (work, eve, new LicenceId[](0))));
    }

    function batchAs(address sender, address target, uint256 value, bytes calldata data) external {
        batch(sender, target, value, data);
    }

    /// @dev ERC-2771: whoever is not Colophon may append what they like and stays who they are.
    function test_RevertWhen_SomebodyAppendsAnAddressToADirectCall() public {
        WorkId work = register(ines, CONTENT);
        bytes memory data = abi.encodeCall(IWorks.revise, (work, "new", 0, "metadata", nothing()));
        vm.prank(eve);
        (bool success, bytes memory result) = address(works).call(abi.encodePacked(data, ines));
        assertEq(success, false, "success");
        assertEq(result, abi.encodeWithSelector(IWorks.Works_NotController.selector, work, eve), "error");
    }

    /// @dev ERC-2771: what counts in a batch is the suffix that Colophon appends, not one in the step's data.
    function test_RevertWhen_SomebodyAppendsAnAddressToAStep() public {
        WorkId work = register(ines, CONTENT);
        bytes memory data = abi.encodeCall(IWorks.revise, (work, "new", 0, "metadata", nothing()));
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotController.selector, work, eve));
        this.batchAs(eve, address(works), 0, abi.encodePacked(data, ines));
    }

    /// @dev A step without the last bytes of its arguments reads the sender into them, and into nothing else.
    function test_RevertWhen_AStepIsTooShort_TheSenderIsStillTheSender() public {
        WorkId work = registerAndTake(ines, CONTENT);
        // transfer(ines, work, <20 bytes short>): the amount would end in Eve's address.
        bytes memory data = abi.encodePacked(royalties.transfer.selector, abi.encode(tomas, work), bytes12(0));
        uint256 amount = uint160(eve);
        vm.expectRevert(
            abi.encodeWithSignature("ERC6909InsufficientBalance(address,uint256,uint256,uint256)", eve, 0, amount, work)
        );
        this.batchAs(eve, address(royalties), 0, data);
    }

    /// @dev A step without data is the sender's address alone. Somebody who ground an address that begins with a selector
    /// calls that function as themselves, without arguments.
    function test_WhenAStepHasNoData_OnlyTheSendersAddressIsSent() public {
        vm.expectRevert(abi.encodeWithSignature("FailedCall()"));
        this.batchAs(eve, address(works), 0, "");
        address ground = address(bytes20(abi.encodePacked(IWorks.totalWorks.selector, bytes16("the rest"))));
        assertEq(abi.decode(batch(ground, address(works), 0, ""), (uint256)), 0, "no works");
        vm.expectRevert(abi.encodeWithSignature("FailedCall()"));
        this.batchAs(address(bytes20(IRoyalties.pay.selector)), address(royalties), 0, "");
    }

    function test_RevertWhen_EthIsSentToColophon() public {
        (bool success, ) = address(colophon).call{value: 1}("");
        assertEq(success, false, "it could never leave");
    }

    /// @dev Y05: a receiver of ETH starts a batch of its own while another batch's ETH waits in Colophon.
    function test_WhenY05_AReceiverReenters_ItSpendsOnlyItsOwn() public {
        BatchReceiver receiver = new BatchReceiver(colophon);
        WorkId first = register(address(receiver), CONTENT);
        royalties.takeAll(first, address(receiver), CONTENT);
        payEth(first, 1 ether);
        WorkId second = register(ines, CONTENT);

        // The receiver spends, in its own batch, more than it was given: Maya's ETH is in Colophon at that time.
        receiver.prepare(
            call(address(royalties), 2 ether, abi.encodeCall(IRoyalties.pay, (second, ETH, 2 ether, MEMO)))
        );
        IColophon.Call[] memory calls = new IColophon.Call[](2);
        calls[0] = call(
            address(royalties),
            0,
            abi.encodeCall(IRoyalties.claim, (first, ETH, address(receiver), type(uint256).max))
        );
        calls[1] = call(address(royalties), 5 ether, abi.encodeCall(IRoyalties.pay, (second, ETH, 5 ether, MEMO)));
        vm.deal(address(receiver), 5 ether);
        vm.prank(address(receiver));
        colophon.batch{value: 5 ether}(calls);

        assertEq(receiver.succeeded(), false, "the batch inside failed");
        assertEq(royalties.received(second, ETH), 5 ether, "the batch outside did what it said");
        assertEq(address(colophon).balance, 0, "nothing is left");
        assertEq(address(receiver).balance, 1 ether, "the receiver has what it claimed");
    }

    function test_WhenThereAreNoSteps_NothingHappens() public {
        bytes[] memory results = colophon.batch(new IColophon.Call[](0));
        assertEq(results.length, 0, "results");
    }

    function test_WhenSeveralSteps_EachSeesTheSender_AndAnswers() public {
        WorkId work = works.workIdOf(ines, CONTENT);
        LicenceId licence = toLicenceId(work, 1);
        ICompliance.Conditions memory conditions = someConditions();
        ITerms.Terms memory what = ruled(someTerms(), conditions);
        IOffers.Offer memory offer = offerOf(work, ines, terms.termsIdOf(what));
        IColophon.Call[] memory calls = new IColophon.Call[](6);
        calls[0] = call(address(works), 0, abi.encodeCall(IWorks.register, (registrationOf(CONTENT, 0), nothing())));
        calls[1] = call(address(royalties), 0, abi.encodeCall(IRoyalties.takeAll, (work, ines, CONTENT)));
        calls[2] = call(address(terms), 0, abi.encodeCall(ITerms.defineTerms, (what)));
        calls[3] = call(address(offers), 0, abi.encodeCall(IOffers.publish, (offer)));
        calls[4] = call(address(offers), 1 ether, abi.encodeCall(IOffers.buy, (offer, purchaseOf(offer, 1, ines))));
        calls[5] = call(
            address(compliance),
            0,
            abi.encodeCall(ICompliance.notice, (licence, what, conditions, "evidence"))
        );

        vm.prank(ines);
        bytes[] memory results = colophon.batch{value: 1 ether}(calls);

        assertEq(abi.decode(results[0], (WorkId)), work, "work");
        assertEq(results[1].length, 0, "takeAll returns nothing");
        assertEq(bytes32(results[2]), bytes32(TermsId.unwrap(offer.terms)), "terms");
        assertEq(abi.decode(results[3], (bytes32)), offers.offerIdOf(offer), "offer");
        assertEq(abi.decode(results[4], (LicenceId)), licence, "licence");
        assertEq(results[5].length, 0, "notice returns nothing");
        assertEq(works.ownerOf(WorkId.unwrap(work)), ines, "controller");
        assertEq(unitsOf(ines, work), UNITS, "units");
        assertEq(licences.ownerOf(LicenceId.unwrap(licence)), ines, "licensee");
        assertEq(royalties.received(work, ETH), 1 ether, "income");
        assertEq(compliance.noticeOf(licence).given, NOW, "notice, by the batch's sender");
        assertEq(address(colophon).balance, 0, "nothing stays in Colophon");
    }

    /// @dev A copied batch is the copier's own: it names them, and the original still goes through (R01).
    function test_WhenR01_ABatchIsCopied_TheOriginalStillGoesThrough() public {
        bytes memory data = abi.encodeCall(IWorks.register, (registrationOf(CONTENT, 0), nothing()));
        WorkId copy = abi.decode(batch(eve, address(works), 0, data), (WorkId));
        WorkId original = abi.decode(batch(ines, address(works), 0, data), (WorkId));
        assertEq(works.ownerOf(WorkId.unwrap(copy)), eve, "the copy is Eve's claim");
        assertEq(works.ownerOf(WorkId.unwrap(original)), ines, "the original is Ines's");
        assertEq(copy == original, false, "two claims");
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 1));
        works.ownerOf(1);
    }

    function _payments(WorkId work, uint256 a, uint256 b) private view returns (IColophon.Call[] memory calls) {
        calls = new IColophon.Call[](2);
        calls[0] = call(address(royalties), a, abi.encodeCall(IRoyalties.pay, (work, ETH, a, MEMO)));
        calls[1] = call(address(royalties), b, abi.encodeCall(IRoyalties.pay, (work, ETH, b, MEMO)));
    }
}
