// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {IAssignments} from "../../../contracts/interfaces/IAssignments.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {
    DirtyValueWallet,
    GasEatingWallet,
    RevertingWallet,
    ShortDataWallet,
    SmallSafe,
    WrongValueWallet
} from "../../mocks/Wallets.sol";
import {Assigning} from "../../utils/Assigning.sol";
import {OrderSignature} from "../../utils/OrderSignature.sol";

contract AssignmentsTakeTest is Assigning {
    /// @dev The order of secp256k1.
    uint256 private constant N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    function setUp() public override {
        super.setUp();
        approveAll();
    }

    /* WHAT AN ORDER MUST SAY */

    function test_RevertWhen_ThereIsNoDeed() public {
        IAssignments.Order memory order = orderOf();
        order.deed = 0;
        refuse(order, UNITS, abi.encodeWithSelector(IAssignments.Assignments_NoDeed.selector));
        order.deed = keccak256("");
        refuse(order, UNITS, abi.encodeWithSelector(IAssignments.Assignments_NoDeed.selector));
    }

    function test_RevertWhen_ControlIsSoldToNobodyNamed() public {
        IAssignments.Order memory order = orderOf();
        order.buyer = address(0);
        refuse(order, UNITS, abi.encodeWithSelector(IAssignments.Assignments_WrongBuyer.selector, address(0)));
    }

    function test_RevertWhen_SomebodySellsToThemselves() public {
        IAssignments.Order memory order = orderOf();
        order.buyer = ines;
        refuse(order, UNITS, abi.encodeWithSelector(IAssignments.Assignments_WrongBuyer.selector, ines));
        order = orderOf(false, 10);
        order.buyer = address(0);
        vm.expectRevert(abi.encodeWithSelector(IAssignments.Assignments_WrongBuyer.selector, ines));
        vm.prank(ines);
        assignments.take{value: PRICE}(order, 10, "", "");
    }

    function test_RevertWhen_R07_OutsideTheWindow() public {
        IAssignments.Order memory order = orderOf();
        bytes4 error = IAssignments.Assignments_OutsideWindow.selector;
        vm.warp(order.opens - 1);
        refuse(order, UNITS, abi.encodeWithSelector(error, order.opens, order.closes, order.opens - 1));
        vm.warp(order.closes);
        refuse(order, UNITS, abi.encodeWithSelector(error, order.opens, order.closes, order.closes));
        vm.warp(order.closes - 1);
        take(order, UNITS);
    }

    function test_RevertWhen_ControlIsTakenInPart() public {
        bytes4 error = IAssignments.Assignments_WrongUnits.selector;
        refuse(orderOf(), UNITS - 1, abi.encodeWithSelector(error, UNITS - 1, UNITS));
        refuse(orderOf(), 0, abi.encodeWithSelector(error, 0, UNITS));
        refuse(orderOf(true, 0), 1, abi.encodeWithSelector(error, 1, 0));
    }

    function test_RevertWhen_NothingIsSoldOrTaken() public {
        bytes4 error = IAssignments.Assignments_WrongUnits.selector;
        refuse(orderOf(false, 0), 0, abi.encodeWithSelector(error, 0, 0));
        refuse(orderOf(false, 10), 0, abi.encodeWithSelector(error, 0, 10));
        refuse(orderOf(false, 10), 11, abi.encodeWithSelector(error, 11, 10));
    }

    function test_RevertGiven_TheSellerApprovedNothing() public {
        vm.startPrank(ines);
        works.approve(address(0), WorkId.unwrap(work));
        royalties.approve(address(assignments), WorkId.unwrap(work), 5);
        vm.stopPrank();
        bytes4 error = IERC721Errors.ERC721InsufficientApproval.selector;
        refuse(orderOf(), UNITS, abi.encodeWithSelector(error, address(assignments), work));
        error = ERC6909.ERC6909InsufficientAllowance.selector;
        refuse(orderOf(false, 6), 6, abi.encodeWithSelector(error, address(assignments), 5, 6, work));
    }

    /* WHO AGREES */

    function test_RevertWhen_TheSellerDidNotSign() public {
        IAssignments.Order memory order = orderOf();
        bytes32 id = idOf(order);
        bytes[3] memory wrong = [bytes(""), sign(EVE_KEY, id), sign(INES_KEY, keccak256("something else"))];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(notSigned(ines));
            vm.prank(tomas);
            assignments.take{value: PRICE}(order, UNITS, wrong[i], "");
        }
    }

    function test_RevertWhen_TheBuyerDidNotSign() public {
        IAssignments.Order memory order = orderOf();
        bytes memory signature = signed(order);
        bytes memory wrong = sign(EVE_KEY, idOf(order));
        vm.expectRevert(notSigned(tomas));
        vm.prank(eve);
        assignments.take{value: PRICE}(order, UNITS, signature, "");
        vm.expectRevert(notSigned(tomas));
        vm.prank(ines);
        assignments.take{value: PRICE}(order, UNITS, "", wrong);
    }

    /// @dev A bid: the buyer signs, the seller takes it. Money as a token, which the buyer allowed.
    function test_WhenTheBuyerSigned_TheSellerTakesIt() public {
        IAssignments.Order memory order = orderOf();
        order.price = 0;
        bytes memory signature = sign(TOMAS_KEY, idOf(order));
        vm.prank(ines);
        assignments.take(order, UNITS, "", signature);
        assertEq(works.ownerOf(WorkId.unwrap(work)), tomas, "his");
    }

    function test_WhenBothSigned_AnybodySendsIt() public {
        IAssignments.Order memory order = orderOf();
        bytes memory signature = signed(order);
        bytes memory buyers = sign(TOMAS_KEY, idOf(order));
        vm.prank(eve);
        assignments.take{value: PRICE}(order, UNITS, signature, buyers);
        assertEq(works.ownerOf(WorkId.unwrap(work)), tomas, "the buyer's, whoever paid");
    }

    /* SIGNATURES */

    function test_TheIdIsTheDigestByHand() public view {
        IAssignments.Order memory order = orderOf();
        order.standing = new LicenceId[](2);
        (order.standing[0], order.standing[1]) = (LicenceId.wrap(5), LicenceId.wrap(6));
        (order.resaleRoyalty, order.owed, order.currency) = (true, 9, eve);
        assertEq(assignments.orderIdOf(order), idOf(order), "id");
    }

    /// @dev S01, S02: malleable, compact, short, long, another recovery number.
    function test_RevertWhen_S01_S02_TheSignatureIsOfAnotherForm() public {
        IAssignments.Order memory order = orderOf();
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(INES_KEY, idOf(order));
        bytes[5] memory forms = [
            abi.encodePacked(r, bytes32(N - uint256(s)), v == 27 ? uint8(28) : uint8(27)),
            abi.encodePacked(r, s),
            abi.encodePacked(r, s, v, uint8(0)),
            abi.encodePacked(r, s, v - 27),
            abi.encodePacked(r, bytes32(uint256(s) | (uint256(v - 27) << 255)))
        ];
        for (uint256 i = 0; i < 5; ++i) {
            vm.expectRevert(notSigned(ines));
            vm.prank(tomas);
            assignments.take{value: PRICE}(order, UNITS, forms[i], "");
        }
    }

    function test_RevertWhen_S03_NobodySells() public {
        IAssignments.Order memory order = orderOf(false, 10);
        order.seller = address(0);
        vm.expectRevert(notSigned(address(0)));
        vm.prank(tomas);
        assignments.take{value: PRICE}(order, 10, new bytes(65), "");
    }

    function test_RevertWhen_S04_SignedForAnotherDomain() public {
        IAssignments.Order memory order = orderOf();
        OrderSignature.Domain[4] memory domains;
        for (uint256 i = 0; i < 4; ++i) domains[i] = OrderSignature.domainOf(address(assignments));
        domains[0].name = "Colophon Agreements";
        domains[1].version = "2";
        domains[2].chainId += 1;
        domains[3].assignments = eve;
        for (uint256 i = 0; i < 4; ++i) {
            bytes memory signature = sign(INES_KEY, OrderSignature.idOf(domains[i], order));
            vm.expectRevert(notSigned(ines));
            vm.prank(tomas);
            assignments.take{value: PRICE}(order, UNITS, signature, "");
        }
    }

    function test_RevertWhen_S05_TheWalletDoesNotSayYes() public {
        address[5] memory wallets = [
            address(new WrongValueWallet()),
            address(new DirtyValueWallet()),
            address(new ShortDataWallet()),
            address(new RevertingWallet()),
            address(new GasEatingWallet())
        ];
        for (uint256 i = 0; i < wallets.length; ++i) {
            IAssignments.Order memory order = orderOf(false, 10);
            order.seller = wallets[i];
            transferUnits(work, ines, wallets[i], 10);
            vm.expectRevert(notSigned(wallets[i]));
            vm.prank(tomas);
            assignments.take{value: PRICE}(order, 10, "anything", "");
        }
    }

    /// @dev S06: an account that delegated its code still signs with its key.
    function test_WhenS06_TheAccountDelegates_ItsKeySigns() public {
        vm.etch(ines, abi.encodePacked(hex"ef0100", address(new SmallSafe(eve))));
        take(orderOf(), UNITS);
        assertEq(works.ownerOf(WorkId.unwrap(work)), tomas, "sold");
    }

    function test_RevertWhen_S07_TheKeyWasChangedSince() public {
        SmallSafe safe = new SmallSafe(ines);
        transferUnits(work, ines, address(safe), 10);
        IAssignments.Order memory order = orderOf(false, 10);
        order.seller = address(safe);
        bytes memory signature = signed(order);
        safe.rotate(eve);
        vm.expectRevert(notSigned(address(safe)));
        vm.prank(tomas);
        assignments.take{value: PRICE}(order, 10, signature, "");
    }

    function test_RevertWhen_S08_AnySingleFieldIsAnother() public {
        IAssignments.Order memory order = orderOf(false, 10);
        bytes memory signature = signed(order);
        for (uint256 field = 0; field < 17; ++field) {
            IAssignments.Order memory other = _changed(orderOf(false, 10), field);
            assertEq(idOf(other) != idOf(order), true, "another id");
            vm.expectRevert(field == 4 ? notSigned(maya) : notSigned(ines));
            vm.prank(field == 5 ? eve : tomas);
            assignments.take{value: PRICE}(other, 10, signature, "");
        }
        take(order, 10);
    }

    function _changed(IAssignments.Order memory order, uint256 field) private view returns (IAssignments.Order memory) {
        if (field == 0) order.deed = "another";
        if (field == 1) order.work = WorkId.wrap(7);
        if (field == 2) order.control = true;
        if (field == 3) order.units = 11;
        if (field == 4) order.seller = maya;
        if (field == 5) order.buyer = eve;
        if (field == 6) order.currency = eve;
        if (field == 7) order.price = 1;
        if (field == 8) order.resaleRoyalty = true;
        if (field == 9) order.version += 1;
        if (field == 10) order.licences += 1;
        if (field == 11) order.changes += 1;
        if (field == 12) order.owed += 1;
        if (field == 13) order.standing = new LicenceId[](1);
        if (field == 14) order.opens -= 1;
        if (field == 15) order.closes += 1;
        if (field == 16) order.salt = "other";
        return order;
    }

    /* A SAFE ON EITHER SIDE */

    function test_WhenTheSellerIsASafe_ItSignsAndIsPaid() public {
        SmallSafe safe = new SmallSafe(eve);
        transferWork(work, ines, address(safe));
        transferUnits(work, ines, address(safe), UNITS);
        uint256 id = WorkId.unwrap(work);
        safe.act(address(works), 0, abi.encodeCall(IERC721.approve, (address(assignments), id)));
        safe.act(address(royalties), 0, abi.encodeCall(IERC6909.setOperator, (address(assignments), true)));
        IAssignments.Order memory order = orderOf();
        order.seller = address(safe);
        bytes memory signature = sign(EVE_KEY, idOf(order));
        vm.prank(tomas);
        assignments.take{value: PRICE}(order, UNITS, signature, "");
        assertEq(address(safe).balance, PRICE, "paid");
        assertEq(works.ownerOf(id), tomas, "sold");
    }

    function test_WhenTheBuyerIsASafe_ItPaysAndControls() public {
        SmallSafe safe = new SmallSafe(eve);
        vm.deal(address(safe), PRICE);
        IAssignments.Order memory order = orderOf();
        order.buyer = address(safe);
        bytes memory data = abi.encodeCall(IAssignments.take, (order, UNITS, signed(order), ""));
        safe.act(address(assignments), PRICE, data);
        assertEq(works.ownerOf(WorkId.unwrap(work)), address(safe), "control");
        assertEq(unitsOf(address(safe), work), UNITS, "units");
    }

    /* TAKING */

    function test_RevertGiven_R10_ItWasTaken() public {
        IAssignments.Order memory order = orderOf();
        take(order, UNITS);
        transferWork(work, tomas, ines);
        transferUnits(work, tomas, ines, UNITS);
        approveAll();
        bytes4 error = IAssignments.Assignments_NotOpen.selector;
        refuse(order, UNITS, abi.encodeWithSelector(error, idOf(order), IAssignments.OrderState.Taken));
    }

    /// @dev The same deal again is another order, by another salt.
    function test_WhenTheSaltIsAnother_ItIsSoldAgain() public {
        IAssignments.Order memory order = orderOf(false, 10);
        take(order, 10);
        order.salt = "other";
        take(order, 10);
        assertEq(unitsOf(tomas, work), 20, "twice");
    }

    function test_WhenControlAloneIsSold_TheUnitsStay() public {
        take(orderOf(true, 0), 0);
        assertEq(works.ownerOf(WorkId.unwrap(work)), tomas, "control");
        assertEq(unitsOf(ines, work), UNITS, "units");
    }

    function test_WhenAWholeOrderIsTaken_EverythingMoves() public {
        IAssignments.Order memory order = orderOf();
        bytes32 id = idOf(order);
        bytes memory signature = signed(order);
        uint256 before = ines.balance;
        vm.expectEmit(address(assignments));
        emit IAssignments.Assigned(work, ines, tomas, IAssignments.Sale(id, DEED, true, UNITS, ETH, PRICE, 0));
        vm.prank(tomas);
        assertEq(assignments.take{value: PRICE}(order, UNITS, signature, ""), id, "id");
        assertEq(works.ownerOf(WorkId.unwrap(work)), tomas, "control");
        assertEq(unitsOf(tomas, work), UNITS, "units");
        assertEq(ines.balance - before, PRICE, "the price is the seller's");
        assertEq(address(assignments).balance, 0, "nothing stays");
        assertOrder(id, IAssignments.OrderState.Taken, UNITS);
        assertEq(works.getApproved(WorkId.unwrap(work)), address(0), "no approval is left");
    }

    /// @dev What came in before is the seller's, what comes after the buyer's.
    function test_IncomeFollowsTheUnitsFromTheSaleOn() public {
        payEth(work, 1000);
        take(orderOf(), UNITS);
        payEth(work, 70);
        assertEq(claimAll(work, ETH, ines), 1000, "before");
        assertEq(claimAll(work, ETH, tomas), 70, "after");
    }
}
