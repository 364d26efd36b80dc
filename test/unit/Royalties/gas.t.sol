// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {PlainToken} from "../../mocks/Tokens.sol";
import {Holders} from "../../utils/Holders.sol";
import {Parents} from "../../utils/Parents.sol";
import {Upstream} from "../../utils/Upstream.sol";

/// @dev Constant cost: what an action costs does not depend on how many holders, ancestors or currencies there are.
/// Every measured call touches slots that are warm, so that only what it does is compared.
contract RoyaltiesGasTest is Upstream {
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

    function test_WhenThereAre100Ancestors_PayingCostsAsWithNone() public {
        WorkId none = registerAndTake(ines, "none");
        assertEq(_gasOfPaying(_deep(100)), _gasOfPaying(none), "gas");
    }

    function test_WhenThereAre16Parents_PayingAndMovingUnitsCostAsWithOne() public {
        WorkId one = _deep(1);
        ILicences.Parent[] memory parents = new ILicences.Parent[](16);
        for (uint256 i = 0; i < 16; ++i) parents[i] = ILicences.Parent(register(tomas, bytes32(i + 1)), ALL / 20);
        WorkId many = deriveAndTake(ines, "many", parents);
        assertEq(_gasOfPaying(many), _gasOfPaying(one), "gas of paying");
        assertEq(_gasOfMoving(many), _gasOfMoving(one), "gas of moving");
    }

    /// @dev A settlement of one work costs the same wherever in the family the work is.
    function test_WhenThereAre50Ancestors_SettlingOneWorkCostsAsWithOne() public {
        WorkId one = _deep(1);
        WorkId many = _deep(50);
        // This test's own memory grows in between.
        vm.assertApproxEqAbs(_gasOfSettling(many), _gasOfSettling(one), 100, "gas");
    }

    function test_WhenTheDerivativeIsDeep_RegisteringItCostsAsAtDepthOne() public {
        WorkId shallow = registerAndTake(ines, "shallow");
        WorkId deep = _deep(50);
        IWorks.Registration[2] memory registrations;
        for (uint256 i = 0; i < 2; ++i) {
            // Another derivative of the same, so that the same slots are warm.
            derive(eve, keccak256(abi.encode("another", i)), i == 0 ? shallow : deep, ALL / 2);
            registrations[i] = registrationOf(keccak256(abi.encode("measured", i)), 0);
            registrations[i].sources = licencesFor(eve, Parents.one(i == 0 ? shallow : deep, ALL / 2));
        }
        uint256[2] memory gas;
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(eve);
            gas[i] = gasleft();
            works.register(registrations[i], nothing());
            gas[i] -= gasleft();
        }
        // This test's own memory grows in between.
        vm.assertApproxEqAbs(gas[0], gas[1], 100, "gas");
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

    /// @dev Ines's work with so many ancestors in a line, its units taken.
    function _deep(uint256 ancestors) private returns (WorkId work) {
        work = register(ines, keccak256(abi.encode("eldest", ancestors)));
        for (uint256 i = 0; i < ancestors; ++i) {
            work = deriveAndTake(ines, keccak256(abi.encode(ancestors, i)), Parents.one(work, ALL / 2));
        }
    }

    /// @dev The third of three, so that every slot is warm and not zero.
    function _gasOfSettling(WorkId work) private returns (uint256 gas) {
        WorkId[] memory list = new WorkId[](1);
        list[0] = work;
        for (uint256 i = 0; i < 3; ++i) {
            payEth(work, 1_000);
            gas = gasleft();
            royalties.settle(list, ETH);
            gas -= gasleft();
        }
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
