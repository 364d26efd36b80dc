// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IAssignments} from "../../../contracts/interfaces/IAssignments.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {TetherToken} from "../../mocks/AwkwardTokens.sol";
import {ReenteringReceiver, RejectingReceiver} from "../../mocks/EthReceivers.sol";
import {ReenteringHook} from "../../mocks/ReenteringHook.sol";
import {FeeToken, HookToken, MissingReturnToken, NoZeroToken, PlainToken, SwitchToken} from "../../mocks/Tokens.sol";
import {Assigning} from "../../utils/Assigning.sol";

contract AssignmentsPayTest is Assigning {
    function setUp() public override {
        super.setUp();
        approveAll();
    }

    /* ETH */

    function test_RevertWhen_TheEthIsNotExact() public {
        IAssignments.Order memory order = orderOf();
        bytes memory signature = signed(order);
        uint256[3] memory sent = [uint256(0), PRICE - 1, PRICE + 1];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAssignments.Assignments_WrongValue.selector, sent[i], PRICE));
            vm.prank(tomas);
            assignments.take{value: sent[i]}(order, UNITS, signature, "");
        }
        order.price = 0;
        signature = signed(order);
        vm.expectRevert(abi.encodeWithSelector(IAssignments.Assignments_WrongValue.selector, 1, 0));
        vm.prank(tomas);
        assignments.take{value: 1}(order, UNITS, signature, "");
    }

    /// @dev Y03: a seller who refuses money only stops their own sale.
    function test_RevertWhen_Y03_TheSellerRefusesEth() public {
        vm.etch(ines, address(new RejectingReceiver()).code);
        IAssignments.Order memory order = orderOf();
        bytes memory buyers = sign(TOMAS_KEY, idOf(order));
        vm.deal(ines, PRICE);
        vm.expectRevert(abi.encodeWithSelector(RejectingReceiver.Rejected.selector, PRICE));
        vm.prank(ines);
        assignments.take{value: PRICE}(order, UNITS, "", buyers);
    }

    /// @dev Y05: when the seller gets the money, there is nothing left to do: no licence, no second sale.
    function test_WhenY05_TheSellerCallsBack_NothingIsLeftToTake() public {
        ReenteringReceiver seller = new ReenteringReceiver(address(assignments));
        transferUnits(work, ines, address(seller), 20);
        IAssignments.Order memory order = orderOf(false, 20);
        order.seller = address(seller);
        bytes memory buyers = sign(TOMAS_KEY, idOf(order));
        uint256 id = WorkId.unwrap(work);
        seller.act(address(royalties), abi.encodeCall(IERC6909.setOperator, (address(assignments), true)));
        seller.prepare(abi.encodeCall(IAssignments.take, (order, 10, "", buyers)), PRICE / 2);
        vm.deal(address(this), PRICE);
        bytes memory data = abi.encodeCall(IAssignments.take, (order, 10, "", buyers));
        // The seller sends it, so that their own agreement needs no signature; the money is brought along.
        vm.deal(address(seller), PRICE / 2);
        vm.prank(address(seller));
        (bool success, ) = address(assignments).call{value: PRICE / 2}(data);
        assertEq(success, true, "the sale");
        assertEq(seller.called(), true, "called back");
        assertEq(seller.succeeded(), false, "refused");
        bytes4 error = ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector;
        assertEq(bytes32(seller.result()), bytes32(error), "by the guard");
        assertEq(royalties.balanceOf(tomas, id), 10, "once");
    }

    /* TOKENS */

    function test_WhenPaidInAToken_TheSellerHasIt() public {
        PlainToken token = new PlainToken(6);
        token.mint(tomas, PRICE);
        vm.prank(tomas);
        token.approve(address(assignments), PRICE);
        IAssignments.Order memory order = orderOf();
        order.currency = address(token);
        bytes memory buyers = sign(TOMAS_KEY, idOf(order));
        vm.prank(ines);
        assignments.take(order, UNITS, "", buyers);
        assertEq(token.balanceOf(ines), PRICE, "paid by the buyer, though the seller sent it");
        assertEq(works.ownerOf(WorkId.unwrap(work)), tomas, "sold");
    }

    function test_WhenTheTokenAnswersNothing_ItIsPaid() public {
        MissingReturnToken token = new MissingReturnToken();
        token.mint(tomas, PRICE);
        vm.prank(tomas);
        token.approve(address(assignments), PRICE);
        IAssignments.Order memory order = orderOf();
        order.currency = address(token);
        take(order, UNITS);
        assertEq(token.balanceOf(ines), PRICE, "paid");

        TetherToken tether = new TetherToken();
        tether.mint(eve, 7);
        vm.prank(eve);
        tether.approve(address(assignments), 7);
        transferUnits(work, tomas, ines, 5);
        vm.prank(ines);
        royalties.approve(address(assignments), WorkId.unwrap(work), 5);
        order = orderOf(false, 5);
        (order.currency, order.price, order.buyer) = (address(tether), 7, eve);
        take(eve, order, 5);
        assertEq(tether.balanceOf(ines), 7, "paid");
    }

    function test_RevertWhen_TheTokenTakesAFee() public {
        FeeToken token = new FeeToken();
        token.mint(tomas, PRICE);
        vm.prank(tomas);
        token.approve(address(assignments), PRICE);
        IAssignments.Order memory order = orderOf();
        order.currency = address(token);
        bytes memory signature = signed(order);
        bytes4 error = IAssignments.Assignments_NotPaidInFull.selector;
        vm.expectRevert(abi.encodeWithSelector(error, address(token), (PRICE * 99) / 100, PRICE));
        vm.prank(tomas);
        assignments.take(order, UNITS, signature, "");
    }

    function test_RevertWhen_TheTokenLies() public {
        SwitchToken token = new SwitchToken();
        token.mint(tomas, PRICE);
        vm.prank(tomas);
        token.approve(address(assignments), PRICE);
        IAssignments.Order memory order = orderOf();
        order.currency = address(token);
        bytes memory signature = signed(order);
        token.switchTo(SwitchToken.Mode.MovesNothing);
        bytes4 error = IAssignments.Assignments_NotPaidInFull.selector;
        vm.expectRevert(abi.encodeWithSelector(error, address(token), 0, PRICE));
        vm.prank(tomas);
        assignments.take(order, UNITS, signature, "");
        token.switchTo(SwitchToken.Mode.AnswersFalse);
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token)));
        vm.prank(tomas);
        assignments.take(order, UNITS, signature, "");
    }

    function test_RevertWhen_EthComesWithATokenSale() public {
        PlainToken token = new PlainToken(6);
        IAssignments.Order memory order = orderOf();
        order.currency = address(token);
        bytes memory signature = signed(order);
        vm.expectRevert(abi.encodeWithSelector(IAssignments.Assignments_WrongValue.selector, 1, 0));
        vm.prank(tomas);
        assignments.take{value: 1}(order, UNITS, signature, "");
    }

    function test_RevertWhen_TheCurrencyIsNothing() public {
        IAssignments.Order memory order = orderOf();
        order.currency = address(0xdead);
        bytes memory signature = signed(order);
        vm.expectRevert();
        vm.prank(tomas);
        assignments.take(order, UNITS, signature, "");
        assertEq(works.ownerOf(WorkId.unwrap(work)), ines, "not sold");
    }

    /// @dev Y05: a token that calls the seller before it moves finds the work moved already.
    function test_WhenY05_TheTokenCallsBack_TheWorkHasMoved() public {
        HookToken token = new HookToken();
        ReenteringHook hook = new ReenteringHook();
        token.mint(tomas, PRICE);
        vm.prank(tomas);
        token.approve(address(assignments), PRICE);
        IAssignments.Order memory order = orderOf();
        order.currency = address(token);
        bytes memory signature = signed(order);
        bytes memory again = abi.encodeCall(IAssignments.take, (order, UNITS, signature, signature));
        hook.prepare(address(assignments), again, true);
        token.setHook(address(hook));
        vm.prank(tomas);
        assignments.take(order, UNITS, signature, "");
        assertEq(hook.called(), true, "called back");
        assertEq(hook.succeeded(), false, "refused");
        assertEq(works.ownerOf(WorkId.unwrap(work)), tomas, "sold once");
    }

    /* PARTS */

    function test_WhenSoldInParts_EveryPartHasItsPrice() public {
        IAssignments.Order memory order = orderOf(false, 10);
        (order.price, order.buyer) = (101, address(0));
        bytes32 id = idOf(order);
        take(tomas, order, 3);
        assertOrder(id, IAssignments.OrderState.Open, 3);
        take(eve, order, 3);
        bytes4 error = IAssignments.Assignments_WrongUnits.selector;
        bytes memory signature = signed(order);
        vm.expectRevert(abi.encodeWithSelector(error, 5, 4));
        vm.prank(maya);
        assignments.take{value: 51}(order, 5, signature, "");
        vm.expectRevert(abi.encodeWithSelector(error, 5, 4));
        assignments.priceOf(order, 5);
        take(maya, order, 4);
        assertOrder(id, IAssignments.OrderState.Taken, 10);
        assertEq(unitsOf(tomas, work), 3, "his");
        assertEq(unitsOf(maya, work), 4, "hers");
    }

    /// @dev The smallest part for the smallest price.
    function test_WhenASingleUnitIsSold_ItMovesAndIsPaid() public {
        IAssignments.Order memory order = orderOf(false, 1);
        order.price = 1;
        uint256 before = ines.balance;
        take(order, 1);
        assertEq(unitsOf(tomas, work), 1, "his");
        assertEq(ines.balance - before, 1, "paid");
    }

    /// @dev Y02: however it is cut, all parts together cost exactly the price, and never less than in proportion.
    function testFuzz_Y02_PartsAddUpToThePrice(uint128 price, uint64 units, uint64[6] memory parts) public {
        units = uint64(bound(units, 1, UNITS));
        IAssignments.Order memory order = orderOf(false, units);
        (order.price, order.buyer) = (price, address(0));
        vm.deal(tomas, type(uint256).max / 2);
        uint256 paid;
        uint64 taken;
        for (uint256 i = 0; i < 7 && taken < units; ++i) {
            uint64 part = i == 6 ? units - taken : uint64(bound(parts[i], 1, units - taken));
            paid += assignments.priceOf(order, part);
            take(order, part);
            taken += part;
            assertEq(paid >= (uint256(price) * taken) / units, true, "not less than in proportion");
            assertEq(paid <= (uint256(price) * taken) / units + 1, true, "not one more than that");
        }
        assertEq(paid, price, "the price");
    }

    /* RESALE ROYALTY */

    function test_WhenTheyAgreeToIt_TheResaleRoyaltyGoesToTheTill() public {
        IWorks.Registration memory registration = registrationOf("resold", 0);
        registration.resaleRoyalty = 1000;
        vm.prank(ines);
        work = works.register(registration, nothing());
        royalties.takeAll(work, ines, "resold");
        vm.prank(ines);
        works.approve(address(assignments), WorkId.unwrap(work));
        IAssignments.Order memory order = orderOf(true, 0);
        order.resaleRoyalty = true;
        uint256 before = ines.balance;
        bytes memory signature = signed(order);
        vm.expectEmit(address(assignments));
        IAssignments.Sale memory sale = IAssignments.Sale(idOf(order), DEED, true, 0, ETH, PRICE, PRICE / 10);
        emit IAssignments.Assigned(work, ines, tomas, sale);
        vm.prank(tomas);
        assignments.take{value: PRICE}(order, 0, signature, "");
        assertEq(royalties.tillOf(work).balance, PRICE / 10, "the till");
        assertEq(ines.balance - before, (PRICE * 9) / 10, "the seller");
    }

    function test_WhenNothingIsAsked_TheRoyaltyIsNothing() public {
        IAssignments.Order memory order = orderOf();
        order.resaleRoyalty = true;
        uint256 before = ines.balance;
        take(order, UNITS);
        assertEq(ines.balance - before, PRICE, "all the seller's");
    }

    /// @dev A token that refuses transfers of nothing is asked for none.
    function test_WhenTheRoyaltyIsNothing_NoTokenIsMovedForIt() public {
        NoZeroToken token = new NoZeroToken();
        token.mint(tomas, PRICE);
        vm.prank(tomas);
        token.approve(address(assignments), PRICE);
        IAssignments.Order memory order = orderOf();
        (order.currency, order.resaleRoyalty) = (address(token), true);
        take(order, UNITS);
        assertEq(token.balanceOf(ines), PRICE, "all the seller's");
    }
}
