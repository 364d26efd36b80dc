// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkId} from "../../../contracts/types/WorkId.sol";
import {GasBurner, MegabyteReturner, RejectingReceiver} from "../../mocks/EthReceivers.sol";
import {Deployed} from "../../utils/Deployed.sol";
import {Holders} from "../../utils/Holders.sol";

/// @dev Y03: whoever cannot or will not receive ETH hurts themselves, for as long as they insist.
contract RoyaltiesReceiversTest is Deployed {
    WorkId private _work;
    address private _rejecting;
    address private _burning;
    address private _talking;

    function setUp() public override {
        super.setUp();
        _rejecting = address(new RejectingReceiver());
        _burning = address(new GasBurner());
        _talking = address(new MegabyteReturner());
        Holders.Holder[] memory holders = new Holders.Holder[](4);
        holders[0] = Holders.Holder(ines, 40_000_000);
        holders[1] = Holders.Holder(_rejecting, 30_000_000);
        holders[2] = Holders.Holder(_burning, 20_000_000);
        holders[3] = Holders.Holder(_talking, 10_000_000);
        _work = registerFor(holders, CONTENT);
        for (uint256 i = 0; i < 4; ++i) take(_work, holders, i);
        payEth(_work, 1_000);
    }

    function test_RevertWhen_Y03_TheReceiverRejects_WithItsOwnError() public {
        vm.expectRevert(abi.encodeWithSelector(RejectingReceiver.Rejected.selector, 300));
        claimAll(_work, ETH, _rejecting);
        assertEq(royalties.claimable(_work, ETH, _rejecting, MOST), 300, "nothing is lost");
        vm.prank(_rejecting);
        assertEq(royalties.claim(_work, ETH, maya, 9), 300, "it can name another receiver");
    }

    function test_RevertWhen_Y03_TheReceiverBurnsAllGas() public {
        vm.prank(_burning);
        (bool success, ) = address(royalties).call{gas: 3_000_000}(
            abi.encodeCall(royalties.claim, (_work, ETH, _burning, 9))
        );
        assertEq(success, false, "fails");
        assertEq(royalties.claimable(_work, ETH, _burning, MOST), 200, "nothing is lost");
    }

    function test_WhenY03_TheReceiverAnswersWithAMegabyte_NobodyReadsIt() public {
        uint256 gas = gasleft();
        assertEq(claimAll(_work, ETH, _talking), 100, "claimed");
        vm.assertLt(gas - gasleft(), 3_000_000, "the megabyte costs its sender's memory, and is not copied");
        assertEq(_talking.balance, 100, "arrived");
    }

    function test_WhenY03_OneFails_TheOthersAreUnchanged() public {
        vm.expectRevert();
        claimAll(_work, ETH, _rejecting);
        assertEq(royalties.claimable(_work, ETH, ines, MOST), 400, "Ines");
        assertEq(royalties.claimable(_work, ETH, _talking, MOST), 100, "the talker");
        payEth(_work, 1_000);
        assertEq(claimAll(_work, ETH, ines), 800, "Ines");
        assertEq(claimAll(_work, ETH, _talking), 200, "the talker");
        assertEq(royalties.claimable(_work, ETH, _rejecting, MOST), 600, "the rejecting");
        assertEq(address(royalties).balance, 1_000, "theirs waits");
    }
}
