// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {PlainToken} from "../../mocks/Tokens.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract RoyaltiesPayTest is Deployed {
    WorkId private _work;
    PlainToken private _token;

    function setUp() public override {
        super.setUp();
        _work = registerAndTake(ines, CONTENT);
        _token = new PlainToken(18);
        _token.mint(maya, type(uint256).max);
        vm.prank(maya);
        _token.approve(address(royalties), type(uint256).max);
    }

    function test_RevertWhen_TheWorkIsUnknown() public {
        WorkId unknown = works.workIdOf(eve, "unknown");
        vm.startPrank(maya);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_UnknownWork.selector, unknown));
        royalties.pay{value: 1}(unknown, ETH, 1, MEMO);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_UnknownWork.selector, unknown));
        royalties.pay(unknown, address(_token), 1, MEMO);
    }

    function test_RevertWhen_NothingIsPaid() public {
        vm.startPrank(maya);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_ZeroAmount.selector));
        royalties.pay(_work, ETH, 0, MEMO);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_ZeroAmount.selector));
        royalties.pay{value: 1}(_work, ETH, 0, MEMO);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_ZeroAmount.selector));
        royalties.pay(_work, address(_token), 0, MEMO);
    }

    function test_RevertWhen_L06_TheEthIsNotTheAmount() public {
        vm.startPrank(maya);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_WrongValue.selector, 0, 2));
        royalties.pay(_work, ETH, 2, MEMO);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_WrongValue.selector, 1, 2));
        royalties.pay{value: 1}(_work, ETH, 2, MEMO);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_WrongValue.selector, 3, 2));
        royalties.pay{value: 3}(_work, ETH, 2, MEMO);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_WrongValue.selector, 2, 0));
        royalties.pay{value: 2}(_work, address(_token), 2, MEMO);
    }

    function test_RevertWhen_EthIsSentWithoutACall() public {
        vm.prank(maya);
        (bool success, ) = address(royalties).call{value: 1}("");
        assertEq(success, false, "ETH that is for no work is refused");
    }

    function test_RevertWhen_TheLifetimeIncomeWouldPass112Bits() public {
        vm.startPrank(maya);
        vm.expectRevert(_tooMuch(uint256(type(uint112).max) + 1));
        royalties.pay(_work, address(_token), uint256(type(uint112).max) + 1, MEMO);
        royalties.pay(_work, address(_token), type(uint112).max - 1, MEMO);
        vm.expectRevert(_tooMuch(2));
        royalties.pay(_work, address(_token), 2, MEMO);
        royalties.pay(_work, address(_token), 1, MEMO);
        vm.expectRevert(_tooMuch(1));
        royalties.pay(_work, address(_token), 1, MEMO);
        vm.stopPrank();
        // Other currencies and works go on, and the holder gets it all.
        payEth(_work, 5);
        assertEq(royalties.received(_work, ETH), 5, "ETH");
        assertEq(claimAll(_work, address(_token), ines), type(uint112).max, "all of it");
    }

    /// @dev The most units, the most money: nothing overflows on the way.
    function test_WhenTheAmountsAreTheLargest_ClaimsAreExact() public {
        vm.prank(maya);
        royalties.pay(_work, address(_token), type(uint112).max / 2, MEMO);
        transferUnits(_work, ines, tomas, UNITS - 1);
        vm.prank(maya);
        royalties.pay(_work, address(_token), type(uint112).max / 2, MEMO);
        uint256 half = type(uint112).max / 2;
        assertEq(royalties.claimable(_work, address(_token), tomas, MOST), (half * (UNITS - 1)) / UNITS, "Tomas");
        assertEq(royalties.claimable(_work, address(_token), ines, MOST), (half * UNITS + half) / UNITS, "Ines");
    }

    function test_WhenSentInABatch_TheSenderPays() public {
        bytes memory data = abi.encodeCall(IRoyalties.pay, (_work, address(_token), 7, MEMO));
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, address(_token), maya, 7, MEMO);
        assertEq(abi.decode(batch(maya, address(royalties), 0, data), (uint256)), 7, "credited");
    }

    /// @dev R01: what somebody allowed Royalties to take is only taken when they pay.
    function test_RevertWhen_SomebodyPaysWithAnothersAllowance() public {
        vm.expectRevert();
        vm.prank(eve);
        royalties.pay(_work, address(_token), 1, MEMO);
        bytes memory data = abi.encodeCall(IRoyalties.pay, (_work, address(_token), 1, MEMO));
        vm.prank(eve);
        (bool success, ) = address(royalties).call(abi.encodePacked(data, maya));
        assertEq(success, false, "an appended address is nobody");
    }

    function testFuzz_CreditsWhatArrives(uint112[4] memory amounts, bytes32 memo, bool inEth) public {
        address currency = inEth ? ETH : address(_token);
        uint256 total;
        for (uint256 i = 0; i < 4; ++i) {
            uint256 amount = bound(amounts[i], 1, type(uint112).max / 4);
            vm.deal(maya, amount);
            total += amount;
            vm.expectEmit(address(royalties));
            emit IRoyalties.Paid(_work, currency, maya, amount, memo);
            vm.recordLogs();
            vm.prank(maya);
            uint256 credited = royalties.pay{value: inEth ? amount : 0}(_work, currency, amount, memo);
            assertLogCount(inEth ? 1 : 2, "the payment, and the token's transfer");
            assertEq(credited, amount, "credited");
            assertEq(royalties.received(_work, currency), total, "received");
            assertEq(royalties.claimable(_work, currency, ines, MOST), total, "claimable");
        }
        assertEq(inEth ? address(royalties).balance : _token.balanceOf(address(royalties)), total, "held");
        assertEq(royalties.received(_work, inEth ? address(_token) : ETH), 0, "no other currency");
    }

    function _tooMuch(uint256 amount) private view returns (bytes memory) {
        return abi.encodeWithSelector(IRoyalties.Royalties_TooMuch.selector, _work, address(_token), amount);
    }
}
