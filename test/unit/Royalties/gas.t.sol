// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkId} from "../../../contracts/types/WorkId.sol";
import {PlainToken} from "../../mocks/Tokens.sol";
import {Deployed} from "../../utils/Deployed.sol";
import {Holders} from "../../utils/Holders.sol";

/// @dev Invariant 7: what an action costs does not depend on how many holders, currencies or licences there are.
/// Every measured call touches slots that are warm, so that only what it does is compared.
contract RoyaltiesGasTest is Deployed {
    function test_WhenThereAre64Holders_PayingCostsAsWithOne() public {
        WorkId one = registerAndTake(ines, "one");
        Holders.Holder[] memory holders = Holders.random(64, UNITS, 1);
        WorkId many = registerFor(holders, "many");
        for (uint256 i = 0; i < 64; ++i) take(many, holders, i);
        assertEq(_gasOfPaying(many), _gasOfPaying(one), "gas");
    }

    function test_WhenThereAre30Currencies_MovingUnitsCostsAsWithOne() public {
        WorkId one = registerAndTake(ines, "one");
        WorkId many = registerAndTake(ines, "many");
        payEth(one, 1);
        for (uint256 i = 0; i < 30; ++i) {
            PlainToken token = new PlainToken(18);
            token.mint(maya, 1);
            vm.startPrank(maya);
            token.approve(address(royalties), 1);
            royalties.pay(many, address(token), 1, MEMO);
            vm.stopPrank();
        }
        assertEq(_gasOfMoving(many), _gasOfMoving(one), "gas");
    }

    function test_WhenUnitsMoved100Times_PayingCostsAsBefore() public {
        WorkId one = registerAndTake(ines, "one");
        WorkId many = registerAndTake(ines, "many");
        transferUnits(one, ines, tomas, 1);
        for (uint256 i = 0; i < 100; ++i) {
            payEth(many, 1);
            transferUnits(many, ines, tomas, 1);
        }
        assertEq(_gasOfPaying(many), _gasOfPaying(one), "gas");
    }

    function test_WhenAHolderHas100Steps_AClaimOfTenCostsATenthOrSo() public {
        WorkId work = registerAndTake(ines, CONTENT);
        for (uint256 i = 0; i < 100; ++i) {
            payEth(work, 1 ether);
            transferUnits(work, ines, eve, 1);
        }
        assertEq(royalties.stepsOf(work, ETH, ines), 100, "steps");
        uint256 gas = gasleft();
        vm.prank(ines);
        royalties.claim(work, ETH, ines, 10);
        uint256 first = gas - gasleft();
        assertEq(royalties.stepsOf(work, ETH, ines), 90, "ten counted");
        gas = gasleft();
        vm.prank(ines);
        royalties.claim(work, ETH, ines, 90);
        vm.assertLt(first * 4, gas - gasleft(), "ninety cost much more");
        assertEq(royalties.stepsOf(work, ETH, ines), 0, "all counted");
    }

    /// @dev The second of two payments, in an epoch that has money.
    function _gasOfPaying(WorkId work) private returns (uint256) {
        payEth(work, 1);
        payEth(work, 1);
        vm.deal(maya, 10);
        vm.prank(maya);
        uint256 gas = gasleft();
        royalties.pay{value: 1}(work, ETH, 1, MEMO);
        return gas - gasleft();
    }

    /// @dev The first transfer, between two who are new to trading.
    function _gasOfMoving(WorkId work) private returns (uint256) {
        royalties.balanceOf(tomas, WorkId.unwrap(work));
        vm.prank(ines);
        uint256 gas = gasleft();
        royalties.transfer(tomas, WorkId.unwrap(work), 1);
        return gas - gasleft();
    }
}
